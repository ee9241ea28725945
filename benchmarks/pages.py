"""What each type of page costs (issue: point 6): statements, CPU as a multiple of A3 in the same run, and bytes.

`make bench BENCH=benchmarks.pages`; it needs less than the other figures: the demo, and lists in two databases beside it.
"""

import gzip
import http.client
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import database
from benchmarks.client import Request
from benchmarks.figures import BARE, DEEP, OURS, Figure
from benchmarks.measure import ROUNDS, Point, Statements, count_statements, measure
from benchmarks.server import serve
from benchmarks.started import prepared, say

FILE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-pages.md"
A3 = "A3: smallest Wagtail page"
PATHS = {"News": "/de/aktuelles/", "Press releases": "/de/presse/", "Events": "/de/veranstaltungen/"}
SIZES = (100, 100_000)
LISTS = (
    "HomePage", "NewsIndexPage", "PressIndexPage", "EventIndexPage", "ExampleIndexPage",
    "CoursesPage", "FinderPage", "MaterialsPage",  # they show rows of the database, too
)  # fmt: skip
MOST_DETAIL, MOST_LIST = 1.5, 2.0  # times A3
MOST_SQL_DETAIL, MOST_SQL_LIST, MOST_SQL_COLD = 10, 14, 14
MOST_BYTES = 14_600  # of a packed page: what the first round trip carries


@dataclass(frozen=True)
class Weight:
    """Bytes of a page, as it is and packed."""

    plain: int
    packed: int


def main() -> int:
    """Print the figures and keep them; the exit code says whether every bound holds."""
    for name in ("DATABASE_URL", "ELASTICSEARCH_URL"):
        os.environ.pop(name, None)  # those of a site are never touched
    os.environ["REDIS_URL"] = os.environ.get("BENCH_REDIS_URL", "")
    database.create_if_missing(database.address())
    say("Preparing the databases (slow only the first time) …")
    prepared("benchmarks.targets.prepare", settings=BARE)
    wanted = figures(json.loads(prepared("benchmarks.prepare", "pages")))
    for size in SIZES:
        database.create_if_missing(lists_address(size))
        prepared("benchmarks.prepare", "lists", str(size), BENCH_DATABASE_URL=lists_address(size))
    say("Counting statements …")
    statements, weights = count_statements(wanted), weigh(wanted)
    say(f"Measuring {len(wanted)} pages …")
    text, missed = report(wanted, statements, measure(wanted, database.Postgres(), say), weights)
    say(f"\n{text}")
    FILE.write_text(text)
    return 1 if missed else 0


def figures(paths: dict[str, str]) -> list[Figure]:
    """A3, a page of each type, and the lists with few and many rows."""
    return [
        Figure(A3, BARE, Request(DEEP)),
        *(_figure(name, path, is_list=name in LISTS) for name, path in paths.items()),
        *(
            _figure(f"{name}, {size:,} rows", path, is_list=True, database=lists_address(size))
            for size in SIZES
            for name, path in PATHS.items()
        ),
    ]


def lists_address(size: int) -> str:
    """The database of the lists with so many rows."""
    return f"{database.address()}_lists_{size}"


def _figure(name: str, path: str, *, is_list: bool, database: str = "") -> Figure:
    most = MOST_SQL_LIST if is_list else MOST_SQL_DETAIL
    return Figure(
        name,
        OURS,
        Request(path),
        most_sql=most,
        most_sql_cold=None if is_list else MOST_SQL_COLD,
        most_times_a3=MOST_LIST if is_list else MOST_DETAIL,
        database=database,
    )


def weigh(wanted: Sequence[Figure]) -> dict[str, Weight]:
    """Fetch each of our pages once."""
    found = {}
    for name in dict.fromkeys(figure.database for figure in wanted if figure.settings == OURS):
        environment = {"BENCH_DATABASE_URL": name} if name else {}
        with serve(OURS, workers=1, **environment) as server:
            for figure in wanted:
                if figure.settings == OURS and figure.database == name:
                    found[figure.name] = _weight(server.port, figure.request.path)
    return found


def _weight(port: int, path: str) -> Weight:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return Weight(len(body), len(gzip.compress(body, 6)))


def report(
    wanted: Sequence[Figure],
    statements: dict[str, Statements],
    points: dict[str, Point],
    weights: dict[str, Weight],
) -> tuple[str, list[str]]:
    """The page, and the names of what misses a bound."""
    rows, missed = [], []
    for figure in wanted:
        row, holds = _row(figure, statements.get(figure.name), points, weights.get(figure.name))
        rows.append(row)
        missed += [] if holds else [figure.name]
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    lines = [
        "# Figures: what each type of page costs",
        "",
        "Written by `make bench BENCH=benchmarks.pages`. Compare only within one run.",
        "",
        "A page of each type from the demo, and lists with as many rows as said; A3 is the smallest possible Wagtail page.",
        f"One request at a time, medians of {ROUNDS} interleaved rounds, CPU of gunicorn and PostgreSQL, no page cache.",
        "Cold: the first request to a new process with empty caches. Packed: gzip, level 6.",
        f"Load of the machine at the end (1, 5, 15 minutes): {load}.",
        "",
        "| Page | SQL warm (cold) | bound | CPU ms app + db | × A3 | bound | bytes packed (plain) | |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
        "",
    ]
    return "\n".join(lines), missed


def _row(
    figure: Figure, counted: Statements | None, points: dict[str, Point], weight: Weight | None
) -> tuple[str, bool]:
    point = points[figure.name]
    times = point.cpu / points[A3].cpu
    if counted is None or weight is None:
        return f"| {figure.name} | – |  | {point.app:.2f} + {point.db:.2f} | {times:.1f} |  | – | |", True
    pairs: list[tuple[float, Any]] = [
        (counted.warm, figure.most_sql),
        (counted.cold, figure.most_sql_cold),
        (times, figure.most_times_a3),
        (weight.packed, MOST_BYTES),
    ]
    holds = all(value <= most for value, most in pairs if most is not None)
    bounds = " / ".join(str(most) for most in (figure.most_sql, figure.most_sql_cold) if most is not None)
    row = (
        f"| {figure.name} | {counted.warm} ({counted.cold}) | ≤ {bounds} | {point.app:.2f} + {point.db:.2f} | {times:.1f} "
        f"| ≤ {figure.most_times_a3} | {weight.packed:,} ({weight.plain:,}) | {'holds' if holds else '**missed**'} |"
    )
    return row, holds


if __name__ == "__main__":
    sys.exit(main())
