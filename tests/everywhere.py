"""Looking for a text wherever this installation could have kept it."""

from collections import Counter
from email import message_from_bytes
from pathlib import Path

from django.db import connection


def tables_with(text: str) -> dict[str, int]:
    """Every table and column of the database that holds `text` in any case, with how many rows; tables without models, too."""
    found: Counter[str] = Counter()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                name = f"{table}.{column.name}"
                if count := _count(cursor, table, column.name, text):
                    found[name] = count
    return dict(found)


def files_with(folder: Path, text: str) -> list[str]:
    """Every file below `folder` that holds `text`, or has it in its name."""
    wanted = text.lower().encode()
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (wanted in path.name.lower().encode() or wanted in content_of(path).lower())
    ]


def content_of(path: Path) -> bytes:
    """What stands in a file; of a mail its parts as they are read, too."""
    content = path.read_bytes()
    if path.suffix != ".eml":
        return content
    parts = [part.get_payload(decode=True) or b"" for part in message_from_bytes(content).walk()]
    return b"\n".join([content, *parts])


def all_of(folder: Path) -> str:
    """All that the database and a folder hold, as one text in small letters."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names from the database itself
            rows.append(repr(cursor.fetchall()))
    files = [content_of(path).decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file()]
    return "".join([*rows, *files]).lower()


def _count(cursor, table: str, column: str, text: str) -> int:
    quoted = connection.ops.quote_name
    as_text = f"lower(cast({quoted(column)} AS text))"
    if connection.vendor == "postgresql":
        as_text = f"lower({quoted(column)}::text)"
    cursor.execute(
        f"SELECT count(*) FROM {quoted(table)} WHERE {as_text} LIKE %s",  # noqa: S608 -- names from the database itself
        [f"%{text.lower()}%"],
    )
    return int(cursor.fetchone()[0])
