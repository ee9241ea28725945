"""Queries that Django builds and compiles once in each process; requests only ask them.

A public page needs the same few queries every time, and to build them and write their SQL takes Django longer than the
database to answer (docs/adr/0013-prepared-queries.md).
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)


class Prepared(Generic[M]):
    """A query with named gaps: `Prepared(lambda key: Topic.objects.filter(pk=key), key=BigAutoField())`.

    `build` gets a stand-in for each gap, which may stand wherever a lookup takes an expression; None fills it as SQL's
    NULL, which equals nothing. It is called once, so whatever changes from one request to the next (the day, the language)
    needs a gap, and it may read nothing of the database: what Wagtail's `public()` reads would hold until a restart.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], **gaps: "Field[Any, Any]") -> None:
        self._build, self._gaps = build, gaps
        self._compiled: _Compiled[M] | None = None

    def rows(self, **values: Any) -> list[M]:
        """Ask the database, with a value for each gap; what the query prefetches is read as ever."""
        if self._compiled is None:
            gaps = {name: _Gap(name, of) for name, of in self._gaps.items()}
            with connection.execute_wrapper(_refuse):
                self._compiled = _compile(self._build(**gaps))
        return self._compiled.rows(values)

    def one(self, **values: Any) -> M | None:
        """The row, if there is one."""
        return next(iter(self.rows(**values)), None)


def _refuse(*_args: Any) -> None:
    raise RuntimeError("A prepared query reads nothing of the database while it is built.")


class _Gap(Expression):
    """Stands in a query for a value that is not known yet; it is its own parameter of the SQL."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        return "%s", [self]

    def get_group_by_cols(self) -> list[Any]:
        """As Django's own values: nothing is grouped by what is the same for all rows."""
        return []

    def fill(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
        """The value as the database takes it; a KeyError names what was forgotten."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


@dataclass(frozen=True)
class _Compiled(Generic[M]):
    queryset: QuerySet[M]
    compiler: SQLCompiler
    sql: str
    parameters: Sequence[Any]

    def rows(self, values: dict[str, Any]) -> list[M]:
        """Django's own way from the SQL to the objects, with a compiler that has its SQL already."""
        compiler = copy(self.compiler)  # threads share the one that is kept, but no connection
        compiler.connection = connection = connections[self.queryset.db]
        filled = tuple(
            one.fill(values, connection) if isinstance(one, _Gap) else one for one in self.parameters
        )
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, filled)  # type: ignore[method-assign]
        asked = self.queryset.all()
        asked.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        return list(asked)


def _compile(queryset: QuerySet[M]) -> _Compiled[M]:
    compiler = queryset.query.get_compiler(queryset.db)
    sql, parameters = compiler.as_sql()
    compiler.connection = None  # each request brings its own
    return _Compiled(queryset, compiler, sql, parameters)
