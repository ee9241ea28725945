"""Counting statements, and measuring CPU and time in interleaved rounds."""

import http.client
import os
import statistics
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from redis import Redis

from benchmarks import cpu
from benchmarks.client import Request, ask_for
from benchmarks.database import Postgres
from benchmarks.figures import OURS, Figure
from benchmarks.middleware import HEADER
from benchmarks.server import Server, serve

ROUNDS = 3
SECONDS = 2.0


@dataclass(frozen=True)
class Statements:
    """SQL statements of one request: of the first one to a new process, and of a later one."""

    cold: int
    warm: int


@dataclass(frozen=True)
class Point:
    """What a request costs: CPU of the server and of PostgreSQL, and how long it takes, all in milliseconds."""

    app: float
    db: float
    p50: float
    p95: float

    @property
    def cpu(self) -> float:
        """All CPU."""
        return self.app + self.db


def count_statements(figures: Sequence[Figure]) -> dict[str, Statements]:
    """Ask each of our addresses of a server that was just started."""
    return {figure.name: count(figure) for figure in figures if figure.settings == OURS}


def measure(figures: Sequence[Figure], postgres: Postgres, say: Callable[[str], object]) -> dict[str, Point]:
    """Ask all targets in turn, three rounds; the medians count."""
    rounds: dict[str, list[Point]] = {figure.name: [] for figure in figures}
    with ExitStack() as stack:
        servers: dict[tuple[str, str], Server] = {}
        for figure in figures:
            if _server(figure) not in servers:
                servers[_server(figure)] = stack.enter_context(
                    serve(figure.settings, workers=2, **_environment(figure))
                )
        for figure in figures:
            ask_for(
                0.5, servers[_server(figure)].port, figure.request, expect=figure.expect
            )  # both workers warm
        for number in range(1, ROUNDS + 1):
            say(f"  round {number} of {ROUNDS}")
            for figure in figures:
                rounds[figure.name].append(_point(servers[_server(figure)], figure, postgres))
    return {name: _median(points) for name, points in rounds.items()}


def count(figure: Figure, **environment: str) -> Statements:
    """Ask for one figure three times; caches of all processes are empty before the first."""
    empty_cache()
    with serve(OURS, workers=1, BENCH_COUNT_SQL="1", **_environment(figure), **environment) as server:
        counts = [_one_count(server, figure.request) for _ in range(3)]
    return Statements(cold=counts[0], warm=counts[-1])


def _server(figure: Figure) -> tuple[str, str]:
    return figure.settings, figure.database


def _environment(figure: Figure) -> dict[str, str]:
    return {"BENCH_DATABASE_URL": figure.database} if figure.database else {}


def empty_cache() -> None:
    """Redis as after its start; what is kept in a process has gone with it."""
    if url := os.environ.get("REDIS_URL"):
        Redis.from_url(url).flushdb()


def _one_count(server: Server, request: Request) -> int:
    _status, headers = request.send(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30))
    return int(headers[HEADER])


def _point(server: Server, figure: Figure, postgres: Postgres) -> Point:
    cpu.wait_until_idle(server.pid)
    app, db = cpu.tree_seconds(server.pid), postgres.seconds()
    walls = ask_for(SECONDS, server.port, figure.request, expect=figure.expect)
    answered = len(walls.times)
    return Point(
        app=(cpu.tree_seconds(server.pid) - app) * 1000 / answered,
        db=(postgres.seconds() - db) * 1000 / answered,
        p50=walls.p50,
        p95=walls.p95,
    )


def _median(points: Sequence[Point]) -> Point:
    return Point(
        *(statistics.median(getattr(one, name) for one in points) for name in ("app", "db", "p50", "p95"))
    )
