"""What the databases look tokens up in, kept true by themselves: a tsvector with GIN, or an FTS5 table with triggers.

Tokens are letters and digits between single spaces, so both sides split at spaces and nothing else: PostgreSQL through
a function that writes the tsvector's own notation, SQLite by the tokenizer `ascii`, for which every letter beyond
ASCII is part of a word. A migration that remakes the table on SQLite must make the triggers anew.
"""

from django.db import migrations

POSTGRESQL = (
    """
    CREATE FUNCTION search_lexemes(tokens text, weight text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(string_agg('''' || word || ''':' || least(n, 16383) || weight, ' '), '')
        FROM unnest(string_to_array(tokens, ' ')) WITH ORDINALITY AS words(word, n) WHERE word <> ''
    $$
    """,
    """
    ALTER TABLE search_searchdocument ADD COLUMN vector tsvector GENERATED ALWAYS AS
        (search_lexemes(title_tokens, 'A')::tsvector || search_lexemes(body_tokens, 'D')::tsvector) STORED
    """,
    "CREATE INDEX search_vector ON search_searchdocument USING gin (vector) WITH (fastupdate = off)",
)
POSTGRESQL_BACK = (
    "ALTER TABLE search_searchdocument DROP COLUMN vector",
    "DROP FUNCTION search_lexemes(text, text)",
)
SQLITE = (
    """
    CREATE VIRTUAL TABLE search_fts USING fts5(
        title_tokens, body_tokens, content='search_searchdocument', content_rowid='id', tokenize='ascii'
    )
    """,
    """
    CREATE TRIGGER search_fts_insert AFTER INSERT ON search_searchdocument BEGIN
        INSERT INTO search_fts(rowid, title_tokens, body_tokens)
        VALUES (new.id, new.title_tokens, new.body_tokens);
    END
    """,
    """
    CREATE TRIGGER search_fts_delete AFTER DELETE ON search_searchdocument BEGIN
        INSERT INTO search_fts(search_fts, rowid, title_tokens, body_tokens)
        VALUES ('delete', old.id, old.title_tokens, old.body_tokens);
    END
    """,
    """
    CREATE TRIGGER search_fts_update AFTER UPDATE OF title_tokens, body_tokens ON search_searchdocument BEGIN
        INSERT INTO search_fts(search_fts, rowid, title_tokens, body_tokens)
        VALUES ('delete', old.id, old.title_tokens, old.body_tokens);
        INSERT INTO search_fts(rowid, title_tokens, body_tokens)
        VALUES (new.id, new.title_tokens, new.body_tokens);
    END
    """,
    "INSERT INTO search_fts(search_fts) VALUES ('rebuild')",
)
SQLITE_BACK = (
    "DROP TRIGGER search_fts_insert",
    "DROP TRIGGER search_fts_delete",
    "DROP TRIGGER search_fts_update",
    "DROP TABLE search_fts",
)


def make(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def take_away(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_documents")]

    operations = [migrations.RunPython(make, take_away)]
