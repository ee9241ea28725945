"""Which searches are measured, in which databases, and the bounds of their times (issue: point 6)."""

import itertools
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import database

POSTGRESQL, SQLITE, ELASTICSEARCH = "PostgreSQL", "SQLite", "Elasticsearch"
DOCUMENTS = 100_000
SQLITE_DOCUMENTS = (1_000, 10_000, 30_000)
JUDGED_SQLITE = 10_000
TIMES_RAW, PLUS = 1.3, 15.0
MOST_SQLITE = 50.0
MOST_OF_LINEAR = 1.2  # the time may grow by this more than the documents do
Run = Callable[..., str]


@dataclass(frozen=True)
class Search:
    """Half of the answers to one word came within so many milliseconds."""

    engine: str
    word: str
    documents: int
    share: float
    find: float
    page: float
    raw: float

    @property
    def name(self) -> str:
        """As a row of the table."""
        return f"{self.engine}, {self.documents:,} documents, {self.word} word"

    @property
    def bound(self) -> float | None:
        """What `find()` may take."""
        if self.engine == POSTGRESQL:
            return TIMES_RAW * self.raw + PLUS
        return MOST_SQLITE if self.documents == JUDGED_SQLITE else None


def searches(run: Run, folder: Path) -> list[Search]:
    """Measure all; `run` starts the module of a measurement with an environment and returns what it prints."""
    url = f"{database.address()}_search"
    database.create_if_missing(url)
    found = _in(run, POSTGRESQL, DOCUMENTS, url)
    if elasticsearch := os.environ.get("BENCH_ELASTICSEARCH_URL"):
        more = {"ELASTICSEARCH_URL": elasticsearch, "SEARCH_INDEX": "vielfalt-bench"}
        found += _in(run, ELASTICSEARCH, DOCUMENTS, url, **more)
    smaller: Path | None = None
    for size in SQLITE_DOCUMENTS:
        file = folder / f"search-{size}.sqlite3"
        if smaller and not file.exists():
            shutil.copy(smaller, file)  # migrating takes longer than growing
        found += _in(run, SQLITE, size, f"sqlite:///{file}")
        smaller = file
    return found


def growth(found: Sequence[Search]) -> list[tuple[str, float, float]]:
    """How many times longer SQLite takes for more documents: name, times, bound."""
    by_key = {(one.word, one.documents): one.find for one in found if one.engine == SQLITE}
    steps = list(itertools.pairwise(SQLITE_DOCUMENTS))
    return [
        (f"SQLite, {word} word, from {small:,} to {large:,} documents",
         by_key[word, large] / by_key[word, small], MOST_OF_LINEAR * large / small)
        for word in dict.fromkeys(word for word, _ in by_key)
        for small, large in steps
    ]  # fmt: skip


def _in(run: Run, engine: str, size: int, url: str, **environment: str) -> list[Search]:
    printed = run("benchmarks.search", str(size), BENCH_DATABASE_URL=url, REDIS_URL="", **environment)
    rows: list[dict[str, Any]] = json.loads(printed)
    return [Search(engine=engine, **row) for row in rows]
