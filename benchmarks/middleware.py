"""Counting SQL statements, in the settings of the benchmarks only."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Sql-Statements"
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


class CountSqlMiddleware:
    """Say in a header how many statements a request took, without savepoints and what opens a connection."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        count = 0

        def counted(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            nonlocal count
            count += not str(sql).lstrip().upper().startswith(SAVEPOINTS)
            return execute(sql, *rest)

        with ExitStack() as stack:
            for connection in connections.all():
                connection.ensure_connection()
                stack.enter_context(connection.execute_wrapper(counted))
            response = self.get_response(request)
        response.headers[HEADER] = str(count)
        return response
