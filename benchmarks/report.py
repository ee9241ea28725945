"""The figures as a table, with their bounds beside them."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import django
import wagtail

from benchmarks.figures import A2, SMALLEST, Figure, desk_name
from benchmarks.measure import ROUNDS, Point, Statements
from benchmarks.search import REPEATS
from benchmarks.searches import Search, growth

FILE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
NOTES = "\n## Notes\n"
MOST_SLOWDOWN = 1.5


def keep(text: str) -> None:
    """Write the page; what people noted below the last one stays."""
    _figures, notes, written = FILE.read_text().partition(NOTES) if FILE.exists() else ("", "", "")
    FILE.write_text(text + notes + written)


class Report:
    """Judges each figure by its bounds; `missed` names those that do not hold."""

    def __init__(
        self,
        figures: Sequence[Figure],
        statements: dict[str, Statements],
        points: dict[str, Point],
        without_redis: dict[str, Statements],
        searches: Sequence[Search],
    ) -> None:
        self.figures, self.statements, self.points = figures, statements, points
        self.without_redis, self.searches = without_redis, searches
        self.missed: list[str] = []

    def text(self, sizes: Sequence[int], postgres: tuple[str, str]) -> str:
        """The whole page."""
        parts = (
            _head(postgres),
            self._table(),
            self._notes(),
            self._growth(sizes),
            self._search(),
            self._linear(),
        )
        lines = [line for part in parts for line in (*part, "")][:-1]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def _table(self) -> list[str]:
        head = "| Target | SQL warm (cold) | bound | CPU ms app + db | × A2 | bound | p50 / p95 ms | |"
        return [head, "|---|---|---|---|---|---|---|---|", *(self._row(figure) for figure in self.figures)]

    def _row(self, figure: Figure) -> str:
        point, counted = self.points[figure.name], self.statements.get(figure.name)
        times = point.cpu / self.points[A2].cpu
        sql = f"{counted.warm} ({counted.cold})" if counted else "–"
        bounds = [str(most) for most in (figure.most_sql, figure.most_sql_cold) if most is not None]
        return (
            f"| {figure.name} | {sql} | {_bound(' / '.join(bounds))} | {point.app:.2f} + {point.db:.2f} | {times:.1f} "
            f"| {_bound(figure.most_times_a2)} | {point.p50:.1f} / {point.p95:.1f} | {self._verdict(figure, times)} |"
        )

    def _verdict(self, figure: Figure, times: float) -> str:
        counted = self.statements.get(figure.name)
        pairs = [(times, figure.most_times_a2)]
        if counted:
            pairs += [(counted.warm, figure.most_sql), (counted.cold, figure.most_sql_cold)]
        return self._judge(figure.name, [(value, most) for value, most in pairs if most is not None])

    def _growth(self, sizes: Sequence[int]) -> list[str]:
        lines = ["| Desk list | p50 to that at 10^3 | bound | |", "|---|---|---|---|"]
        for size in sizes:
            for kind in ("first", "deep"):
                if size > SMALLEST:
                    name = desk_name(kind, size)
                    ratio = self.points[name].p50 / self.points[desk_name(kind, SMALLEST)].p50
                    verdict = self._judge(f"{name}, growth", [(ratio, MOST_SLOWDOWN)])
                    lines.append(f"| {name} | {ratio:.2f} | ≤ {MOST_SLOWDOWN} | {verdict} |")
        return lines

    def _notes(self) -> list[str]:
        return [
            f"{name} without Redis: {counted.warm} statements warm, {counted.cold} cold."
            for name, counted in self.without_redis.items()
        ]

    def _search(self) -> list[str]:
        lines = [
            "## Search",
            "",
            (
                f"`search.services.find()` in one process: ranking, check against the database, counts and facets over at most "
                f"1,000 hits, snippets. Beside it the page around it (`/de/suche/`) and the bare ranked query of the first 20 "
                f"(`ts_rank`, FTS5 `rank`; beside Elasticsearch that of PostgreSQL); p50 of {REPEATS} in turn. Bound: 1.3 × the "
                f"raw query + 15 ms on PostgreSQL, 50 ms on SQLite with 10,000 documents. Made-up words by Zipf's law."
            ),
            "",
            "| Search | in % of documents | find() ms | bound | page ms | raw ms | |",
            "|---|---|---|---|---|---|---|",
        ]
        return lines + [
            f"| {one.name} | {one.share * 100:.2f} | {one.find:.1f} | {_bound(one.bound and round(one.bound, 1))} "
            f"| {one.page:.1f} | {one.raw:.1f} | {self._judge(one.name, [(one.find, one.bound)] if one.bound else [])} |"
            for one in self.searches
        ]

    def _linear(self) -> list[str]:
        lines = ["| Search | find() to that of fewer | bound | |", "|---|---|---|---|"]
        return lines + [
            f"| {name} | {times:.2f} | ≤ {most:.1f} | {self._judge(f'{name}, growth', [(times, most)])} |"
            for name, times, most in growth(self.searches)
        ]

    def _judge(self, name: str, pairs: Sequence[tuple[float, float]]) -> str:
        if not pairs:
            return ""
        if all(value <= most for value, most in pairs):
            return "holds"
        self.missed.append(name)
        return "**missed**"


def _bound(most: object) -> str:
    return f"≤ {most}" if most else ""


def _head(postgres: tuple[str, str]) -> list[str]:
    version, size = postgres
    return [
        "# Figures",
        "",
        "Written by `make bench`; the method stands in `benchmarks/`. Compare only within one run.",
        "",
        f"- {datetime.now(tz=UTC):%Y-%m-%d %H:%M} UTC, {platform.system()} on {_processor()}, {_memory()}",
        f"- Python {platform.python_version()}, Django {django.__version__}, Wagtail {wagtail.__version__}",
        f"- PostgreSQL {version}; database {size}",
        "- gunicorn, 2 sync workers, DEBUG off, connections kept, no page cache",
        "- sessions, menus and parameters in Redis, as in production; its CPU is not counted"
        if os.environ.get("REDIS_URL")
        else "- no Redis: sessions in the database",
        "- cold: the first request to a new process with empty caches",
        f"- one request at a time, medians of {ROUNDS} interleaved rounds",
        "- CPU is user and system time of the process trees of gunicorn and of PostgreSQL (without the backends of other",
        "  databases) for each answered request",
    ]


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    count = sum(line.startswith("processor") for line in lines)
    return f"{count} × {models[0] if models else platform.machine()}"


def _memory() -> str:
    kilobytes = int(Path("/proc/meminfo").read_text().split()[1])
    return f"{kilobytes / 1024**2:.0f} GiB"
