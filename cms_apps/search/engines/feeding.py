"""Bringing documents to Elasticsearch, and building its index anew behind an alias.

While an index is built, a second alias names it, and each change goes to both. Every write carries the time at which
the table was read as its version, so an older one never overwrites a newer one, in whatever order they arrive.
"""

import itertools
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Min
from elasticsearch import Elasticsearch, NotFoundError

from cms_apps.search.engines.elastic import INDEX_SETTINGS, MAPPING, client
from cms_apps.search.models import PendingChange, SearchDocument

logger = logging.getLogger("vielfalt.search")

BATCH = 500
BULK_SECONDS = 10.0
REBUILD_SECONDS = 60.0
BUILDING_SECONDS = 600
# What an outdated write or a second deletion gets is as good as done.
DONE = {"index": {200, 201, 409}, "delete": {200, 404, 409}}


@dataclass(frozen=True)
class Waiting:
    """What Elasticsearch does not know yet."""

    documents: int
    since: datetime | None


def feed() -> int:
    """Bring every waiting change; returns how many rows were delivered. Raises when Elasticsearch is away."""
    if not client().indices.exists_alias(name=settings.SEARCH_INDEX):  # a fresh or emptied Elasticsearch
        if _being_built():
            return 0
        rebuild()
    delivered, last = 0, 0
    while rows := list(PendingChange.objects.filter(pk__gt=last)[:BATCH]):
        last = rows[-1].pk
        delivered += _deliver(rows)
    return delivered


def rebuild() -> str:
    """Build the index anew from our table and put it in the place of the old one; returns its name."""
    name = begin()
    fill()
    switch(name)
    return name


def begin() -> str:
    """Make an empty index that gets every change from now on."""
    elasticsearch, name = client(REBUILD_SECONDS), f"{settings.SEARCH_INDEX}-{time.time_ns()}"
    _drop(elasticsearch, _indices(elasticsearch, _next()))  # what a rebuild that died left
    elasticsearch.indices.create(index=name, mappings=MAPPING, settings=INDEX_SETTINGS, aliases={_next(): {}})
    return name


def fill() -> None:
    """Write all documents of our table into the new index, in the order of their keys; refused ones wait."""
    last, version = 0, _now()
    while documents := list(SearchDocument.objects.filter(pk__gt=last).defer("text")[:BATCH]):
        last = documents[-1].pk
        lines = [_index_line(one, _next(), version) for one in documents]
        refused = _write(client(REBUILD_SECONDS), lines)
        PendingChange.objects.bulk_create(PendingChange(document_id=pk) for pk in refused)
        version = _now()


def switch(name: str) -> None:
    """Bring what still waits, then let the alias name this index, and delete the old ones."""
    elasticsearch = client(REBUILD_SECONDS)
    old = [one for one in _indices(elasticsearch, settings.SEARCH_INDEX) if one != name]
    if old:
        feed()
    elasticsearch.indices.refresh(index=name)
    elasticsearch.indices.update_aliases(
        actions=[
            {"add": {"index": name, "alias": settings.SEARCH_INDEX}},
            {"remove": {"index": name, "alias": _next()}},
            *({"remove_index": {"index": one}} for one in old),
        ]
    )


def waiting() -> Waiting:
    """How many documents wait for Elasticsearch, and since when."""
    changes = PendingChange.objects.aggregate(documents=Count("document_id", distinct=True), since=Min("at"))
    return Waiting(**changes)


def _deliver(rows: list[PendingChange]) -> int:
    # The order matters: rows were read before the aliases, the aliases before the documents. So a change is either
    # written to an index that is being built, or was committed before that index read the table.
    targets = [name for name in (settings.SEARCH_INDEX, _next()) if client().indices.exists_alias(name=name)]
    ids = {row.document_id for row in rows}
    version = _now()
    documents = SearchDocument.objects.in_bulk(ids)
    lines = [
        _index_line(documents[pk], target, version) if pk in documents else _delete_line(pk, target, version)
        for target, pk in itertools.product(targets, ids)
    ]
    refused = _write(client(BULK_SECONDS), lines)
    done = [row.pk for row in rows if row.document_id not in refused]
    PendingChange.objects.filter(pk__in=done).delete()
    return len(done)


def _index_line(one: SearchDocument, target: str, version: int) -> tuple[dict[str, Any], dict[str, Any]]:
    document = {
        "title": one.title_tokens,
        "body": one.body_tokens,
        "kind": one.kind,
        "language": one.language,
        "year": one.year,
        "date": one.date.isoformat() if one.date else None,
        "number": one.pk,
    }
    return {"index": _address(one.pk, target, version)}, document


def _delete_line(pk: int, target: str, version: int) -> tuple[dict[str, Any], None]:
    return {"delete": _address(pk, target, version)}, None


def _address(pk: int, target: str, version: int) -> dict[str, Any]:
    return {"_index": target, "_id": str(pk), "version": version, "version_type": "external_gte"}


def _write(
    elasticsearch: Elasticsearch, lines: Iterable[tuple[dict[str, Any], dict[str, Any] | None]]
) -> set[int]:
    """Write in one go; returns the documents that Elasticsearch refused, which wait for the next time."""
    operations = [part for line in lines for part in line if part is not None]
    if not operations:
        return set()
    # To aliases only: a write to an index that was just deleted would make it again, with a mapping of its own.
    answer = elasticsearch.bulk(operations=operations, require_alias=True)
    results = [(verb, result) for item in answer["items"] for verb, result in item.items()]
    refused = {int(one["_id"]): one["status"] for verb, one in results if one["status"] not in DONE[verb]}
    for pk, status in refused.items():
        logger.error("elasticsearch refused document %s: %s", pk, status)
    return set(refused)


def _now() -> int:
    """The version of all that is read after it."""
    return time.time_ns() // 1_000


def _next() -> str:
    return f"{settings.SEARCH_INDEX}-next"


def _indices(elasticsearch: Elasticsearch, alias: str) -> list[str]:
    try:
        return list(elasticsearch.indices.get_alias(name=alias))
    except NotFoundError:
        return []


def _being_built() -> bool:
    """Whether somebody makes an index right now; one that takes longer has died."""
    begun = [int(name.rpartition("-")[2]) for name in _indices(client(), _next())]
    return any(time.time_ns() - at < BUILDING_SECONDS * 1_000_000_000 for at in begun)


def _drop(elasticsearch: Elasticsearch, names: list[str]) -> None:
    for name in names:
        elasticsearch.indices.delete(index=name)
