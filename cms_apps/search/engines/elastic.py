"""Elasticsearch: an index of our own behind an alias, asked with a deadline and behind a breaker.

It stores the tokens of `analysis` as they are (whitespace), so it finds what the databases find.
"""

from collections.abc import Callable
from concurrent.futures import Future
from functools import lru_cache
from threading import Thread
from typing import Any

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

from cms_apps.search.engines import MOST, Asked, Found, Ranked
from cms_apps.search.engines.breaker import Breaker
from cms_apps.search.models import SearchDocument

SEARCH_SECONDS = 1.0
PAUSE_SECONDS = 5.0
AWAY = (ApiError, TransportError, TimeoutError)
breaker = Breaker(PAUSE_SECONDS)

MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "title": {"type": "text", "analyzer": "whitespace"},
        "body": {"type": "text", "analyzer": "whitespace"},
        "kind": {"type": "keyword"},
        "language": {"type": "keyword"},
        "year": {"type": "short"},
        "date": {"type": "date", "format": "strict_date"},
        "number": {"type": "long"},
    },
}
# One shard counts words over all documents, so scores agree. Deletions are remembered until the slowest rebuild is over.
INDEX_SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "gc_deletes": "1h",
}


def configured() -> bool:
    """Whether this installation has an Elasticsearch."""
    return bool(settings.ELASTICSEARCH_URL)


def client(seconds: float = SEARCH_SECONDS) -> Elasticsearch:
    """A client that waits so long for an answer and never tries twice."""
    return _client(settings.ELASTICSEARCH_URL).options(request_timeout=seconds, max_retries=0)


def ranked(asked: Asked) -> Found | None:
    """The best documents that hold all tokens; None while Elasticsearch is away, slow or without our index."""
    if not breaker.allows():
        return None
    try:
        ids = _within(SEARCH_SECONDS, lambda: _ids(asked))
    except AWAY:
        breaker.failed()
        return None
    breaker.worked()
    return Found(_as_in_our_table(ids[:MOST]), len(ids) > MOST)


def _within(seconds: float, ask: Callable[[], list[int]]) -> list[int]:
    """What `ask` answers, or TimeoutError: a time-out of the client begins anew with every byte that arrives."""
    answer: Future[list[int]] = Future()

    def run() -> None:
        try:
            answer.set_result(ask())
        except Exception as error:  # noqa: BLE001 -- raised again where it is waited for
            answer.set_exception(error)

    Thread(target=run, daemon=True).start()  # a daemon: a process that ends waits for nobody
    return answer.result(seconds)


def _ids(asked: Asked) -> list[int]:
    found = client().search(
        index=settings.SEARCH_INDEX,
        query=_query(asked),
        size=MOST + 1,
        sort=["_score", {"date": {"order": "desc", "missing": "_last"}}, "number"],
        source=False,
        track_total_hits=False,
    )
    return [int(hit["_id"]) for hit in found["hits"]["hits"]]


def _query(asked: Asked) -> dict[str, Any]:
    fields = ["title^3", "body"]
    narrowed: list[dict[str, Any]] = [{"term": {"language": asked.language}}]
    if asked.kind:
        narrowed.append({"term": {"kind": asked.kind}})
    if asked.year:
        narrowed.append({"term": {"year": asked.year}})
    every = [
        {"multi_match": {"query": token, "fields": fields, "type": "most_fields", "analyzer": "whitespace"}}
        for token in asked.tokens
    ]
    return {"bool": {"must": every, "filter": narrowed}}


def _as_in_our_table(ids: list[int]) -> list[Ranked]:
    """What Elasticsearch found and we still know: it hears of a deletion some seconds later."""
    rows = SearchDocument.objects.filter(pk__in=ids).values_list("pk", "kind", "object_id", "year")
    known = {row[0]: Ranked(*row) for row in rows}
    return [known[pk] for pk in ids if pk in known]


@lru_cache(maxsize=2)
def _client(url: str) -> Elasticsearch:
    return Elasticsearch(url, max_retries=0, retry_on_timeout=False)
