"""Ranking by the database itself: FTS5 on SQLite, a tsvector with GIN on PostgreSQL (both made by migration 0002).

Tokens are letters and digits only (`analysis`), so a quoted token is no operator in either language.
"""

from typing import Any

from django.db import connection

from cms_apps.search.engines import MOST, Asked, Found, Ranked

# One document more than is looked at tells whether there are more.
_POSTGRESQL = """
    SELECT id, kind, object_id, year FROM search_searchdocument
    WHERE language = %s AND (%s = '' OR kind = %s) AND (%s::int IS NULL OR year = %s) AND vector @@ %s::tsquery
    ORDER BY ts_rank(vector, %s::tsquery, 1) DESC, date DESC NULLS LAST, id LIMIT %s
"""
_SQLITE = """
    SELECT d.id, d.kind, d.object_id, d.year
    FROM search_fts JOIN search_searchdocument d ON d.id = search_fts.rowid
    WHERE search_fts MATCH %s AND d.language = %s AND (%s = '' OR d.kind = %s) AND (%s IS NULL OR d.year = %s)
    ORDER BY bm25(search_fts, 6.0, 1.0), d.date DESC, d.id LIMIT %s
"""


def ranked(asked: Asked) -> Found:
    """The best documents that hold all tokens."""
    narrowed = (asked.language, asked.kind, asked.kind, asked.year, asked.year)
    if connection.vendor == "postgresql":
        query = " & ".join(f"'{token}'" for token in asked.tokens)
        return _rows(_POSTGRESQL, (*narrowed, query, query, MOST + 1))
    query = " AND ".join(f'"{token}"' for token in asked.tokens)
    return _rows(_SQLITE, (query, *narrowed, MOST + 1))


def _rows(statement: str, values: tuple[Any, ...]) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = [Ranked(*row) for row in cursor.fetchall()]
    return Found(rows[:MOST], len(rows) > MOST)
