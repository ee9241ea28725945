"""Ask the search in a database of made-up news, which is filled first if need be; prints the figures as JSON.

    python -m benchmarks.search 100000        in the database of BENCH_DATABASE_URL

Each word is asked as `find()` (ranking, check against the database, counts, facets, snippets), as the page around it
and as the bare ranked query of the engine, in turn and in this process; medians count.
"""

import json
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import django
from django.conf import settings
from django.db import connection

from benchmarks.corpus import SHARES, vocabulary, word_in

REPEATS = 15
MOST = 1_000
RAW = {
    "postgresql": "SELECT id FROM search_searchdocument WHERE vector @@ %s::tsquery "
    "ORDER BY ts_rank(vector, %s::tsquery) DESC LIMIT 20",
    "sqlite": "SELECT rowid FROM search_fts WHERE search_fts MATCH %s AND %s <> '' ORDER BY rank LIMIT 20",
}
HITS = {
    "postgresql": "SELECT count(*) FROM search_searchdocument WHERE vector @@ %s::tsquery",
    "sqlite": "SELECT count(*) FROM search_fts WHERE search_fts MATCH %s",
}


def run(size: int) -> list[dict[str, Any]]:
    """Make what is missing, and measure each word."""
    from benchmarks.filling import fill  # noqa: PLC0415 -- the apps are ready only now

    words = vocabulary()
    fill(words, size)
    _feed_elasticsearch()
    return [_figure(name, word_in(share, list(words)), size) for name, share in SHARES.items()]


def _feed_elasticsearch() -> None:
    from cms_apps.search.engines import elastic, feeding  # noqa: PLC0415 -- as above

    if elastic.configured() and not elastic.client().indices.exists_alias(name=settings.SEARCH_INDEX):
        feeding.rebuild()


def _figure(name: str, word: str, size: int) -> dict[str, Any]:
    from django.test import Client  # noqa: PLC0415 -- as above

    from cms_apps.search.analysis import query_tokens  # noqa: PLC0415 -- as above
    from cms_apps.search.services import find  # noqa: PLC0415 -- as above

    client, (token,) = Client(HTTP_HOST="127.0.0.1"), query_tokens(word, "de")
    ((hits,),) = _asked(HITS, [token])
    answer = find(word, "de")
    if (answer.total, answer.more, answer.simplified) != (min(hits, MOST), hits > MOST, False):
        raise RuntimeError(f"{answer.total} of {hits} documents were found, simplified: {answer.simplified}")
    ways = {
        "find": lambda: find(word, "de"),
        "page": lambda: client.get("/de/suche/", {"q": word}),
        "raw": lambda: _asked(RAW, [token, token]),
    }
    return {"word": name, "documents": size, "share": hits / size, **_medians(ways)}


def _asked(statements: dict[str, str], tokens: list[str]) -> list[tuple[Any, ...]]:
    quoted = "'{}'" if connection.vendor == "postgresql" else '"{}"'
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor], [quoted.format(token) for token in tokens])
        return list(cursor.fetchall())


def _medians(ways: dict[str, Callable[[], Any]]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(REPEATS):
        for name, ask in ways.items():
            begun = time.perf_counter()
            ask()
            times[name].append((time.perf_counter() - begun) * 1_000)
    return {name: median(values) for name, values in times.items()}


if __name__ == "__main__":
    django.setup()
    json.dump(run(int(sys.argv[1])), sys.stdout)
