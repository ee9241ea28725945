"""Writing many rows fast: COPY on PostgreSQL, bulk inserts elsewhere. Indexes and constraints stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb

INSERT_BATCH = 500


@dataclass(frozen=True)
class Table:
    """A model and the columns (`organisation_id`, not `organisation`) in which rows come.

    A column that is not named gets its model's default, the same for all rows of one call.
    """

    model: type[models.Model]
    columns: tuple[str, ...]

    @property
    def _meta(self) -> Any:
        return self.model._meta  # noqa: SLF001 -- Django's documented way to a table's name and fields

    def write(self, rows: list[Sequence[Any]]) -> None:
        """Add rows whose values stand in the order of `columns`."""
        if connection.vendor == "postgresql":
            self._copy(rows)
        else:
            self._insert(rows)

    def reserve_keys(self, count: int) -> list[int]:
        """Take `count` primary keys that nobody else will get; call it inside the transaction that uses them.

        PostgreSQL draws them from the table's sequence, which therefore stays right. SQLite has one writer,
        and its counter follows the highest key.
        """
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                drawn = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
                cursor.execute(drawn, [self._meta.db_table, count])
                return [key for (key,) in cursor.fetchall()]
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [self._meta.db_table])
            row = cursor.fetchone()
        last = row[0] if row else 0
        return list(range(last + 1, last + 1 + count))

    def _copy(self, rows: list[Sequence[Any]]) -> None:
        quote = connection.ops.quote_name
        by_name = {field.attname: field for field in self._meta.concrete_fields}
        others = [
            field for name, field in by_name.items() if name not in self.columns and not field.primary_key
        ]
        fields = [by_name[name] for name in self.columns] + others
        defaults = [field.get_default() for field in others]
        documents = [index for index, field in enumerate(fields) if isinstance(field, models.JSONField)]
        names = ", ".join(quote(str(field.column)) for field in fields)
        statement = f"COPY {quote(self._meta.db_table)} ({names}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                values = [*row, *defaults]
                for index in documents:
                    values[index] = Jsonb(values[index])
                copy.write_row(values)

    def _insert(self, rows: list[Sequence[Any]]) -> None:
        made = [self.model(**dict(zip(self.columns, row, strict=True))) for row in rows]
        self.model._default_manager.bulk_create(made, batch_size=INSERT_BATCH)  # noqa: SLF001 -- as above
