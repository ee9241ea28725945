"""Filling the document table: each change makes the document anew from its source, or takes it away."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page

from cms_apps.courses.selectors import public_runs
from cms_apps.organisations.selectors import public_organisations
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.outbox.services import queue
from cms_apps.search.analysis import tokens
from cms_apps.search.documents import Rendered, Source, all_sources, kind_of, render
from cms_apps.search.engines import elastic
from cms_apps.search.enums import PAGE_KINDS, Kind
from cms_apps.search.models import PendingChange, SearchDocument

DOCUMENT, BRANCH = "search.document", "search.branch"
MOST_MENDED = 1_000
LONG_AGO = Value(datetime(1970, 1, 1, tzinfo=UTC))


def queue_document(source: Source) -> None:
    """Owe the document about `source` a look; nothing else happens in the request."""
    payload = {"kind": source.kind.value, "id": source.object_id}
    queue(DOCUMENT, subject_key=f"search:{source.kind.value}:{source.object_id}", payload=payload)


def queue_branch(page_id: int) -> None:
    """Owe a page and all pages below it a look."""
    queue(BRANCH, subject_key=f"search:branch:{page_id}", payload={"id": page_id})


def refresh(source: Source) -> None:
    """Make the document about `source` true: written, written anew, or gone.

    It carries the time before its source was read: what a slow worker read never replaces what was read later.
    """
    read_at = timezone.now()
    found = render(source)
    with transaction.atomic():
        known = SearchDocument.objects.filter(kind=source.kind, object_id=source.object_id)
        older = known.filter(written_at__lte=read_at)
        changed = _delete(older) if found is None else _write(source, found, older, read_at)
        if elastic.configured():
            PendingChange.objects.bulk_create(PendingChange(document_id=pk) for pk in changed)


def refresh_branch(page_id: int) -> None:
    """Make the documents about a page and all pages below it true."""
    page = Page.objects.filter(pk=page_id).first()
    for one in page.get_descendants(inclusive=True) if page else ():
        refresh(Source(kind_of(one), one.pk))


def refresh_all() -> int:
    """Make every document anew and delete those without a source; returns how many there are."""
    started = timezone.now()
    for source in all_sources():
        refresh(source)
    for kind, object_id in SearchDocument.objects.filter(written_at__lt=started).values_list(
        "kind", "object_id"
    ):
        refresh(Source(Kind(kind), object_id))
    return SearchDocument.objects.count()


def follow_states() -> None:
    """Queue runs and Träger whose document is missing or left over: states change without a signal, and by the clock."""
    for kind, there in _public_keys():
        known = set(SearchDocument.objects.filter(kind=kind).values_list("object_id", flat=True))
        for object_id in known ^ there:
            queue_document(Source(kind, object_id))


def mend_organisations_and_runs() -> None:
    """Queue all public Träger and runs: no signal tells that a kind of course or a place has a new name."""
    for kind, there in _public_keys():
        for object_id in there:
            queue_document(Source(kind, object_id))


def mend_pages() -> None:
    """Queue pages whose document is missing, old or left over, should a change have passed unseen."""
    documents = SearchDocument.objects.filter(kind__in=PAGE_KINDS)
    published = Coalesce(OuterRef("last_published_at"), OuterRef("first_published_at"), LONG_AGO)
    fresh = documents.filter(object_id=OuterRef("pk"), written_at__gte=published)
    public = Page.objects.live().public().filter(depth__gt=1)
    for page in public.filter(~Exists(fresh)).order_by("pk")[:MOST_MENDED]:
        queue_document(Source(kind_of(page), page.pk))
    left_over = documents.filter(~Exists(public.filter(pk=OuterRef("object_id"))))
    for kind, object_id in left_over.values_list("kind", "object_id")[:MOST_MENDED]:
        queue_document(Source(Kind(kind), object_id))


def _public_keys() -> Iterator[tuple[Kind, set[int]]]:
    yield Kind.ORGANISATION, set(public_organisations().prefetch_related(None).values_list("pk", flat=True))
    yield Kind.COURSE, set(public_runs().values_list("pk", flat=True))


def _write(source: Source, found: Rendered, older: QuerySet[SearchDocument], read_at: datetime) -> list[int]:
    """Write what was found unless the document is newer; returns its key when the search learned something."""
    values: dict[str, Any] = {
        "language": found.language,
        "date": found.day,
        "year": found.day.year if found.day else None,
        "title": found.title,
        "text": found.text,
        "title_tokens": " ".join(tokens(found.title, found.language)),
        "body_tokens": " ".join(tokens(found.text, found.language)),
    }
    if older.filter(**values).update(written_at=read_at):
        return []  # nothing changed that the search knows
    values["written_at"] = read_at
    document, made = SearchDocument.objects.get_or_create(
        kind=source.kind, object_id=source.object_id, defaults=values
    )
    return [document.pk] if made or older.update(**values) else []


def _delete(older: QuerySet[SearchDocument]) -> list[int]:
    ids = list(older.values_list("pk", flat=True))
    older.delete()
    return ids


def _no_later_row(row: OutboxRow) -> bool:
    """Of several looks at one object the last is enough."""
    later = OutboxRow.objects.filter(kind=row.kind, subject_key=row.subject_key, pk__gt=row.pk)
    return not later.filter(status=Delivery.WAITING).exists()


document_handler = Handler(
    render=lambda row: Source(Kind(row.payload["kind"]), row.payload["id"]),
    deliver=refresh,
    still_true=_no_later_row,
)
branch_handler = Handler(
    render=lambda row: row.payload["id"], deliver=refresh_branch, still_true=_no_later_row
)
