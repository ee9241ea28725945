"""What the planner of the database knows about the size of tables."""

from django.db import connection, models


def refresh_statistics(*tables: type[models.Model]) -> None:
    """Tell the planner how large these tables are now.

    Whoever has written many rows at once says so: until the database notices by itself, minutes later, it takes a
    full table for an empty one, and a page that joins three of them can stand still.
    """
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")  # noqa: SLF001 -- Django's public _meta
