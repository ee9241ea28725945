"""Whose eyes: of what an engine found, the documents whose source the public may see now."""

import json
from collections.abc import Callable, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from wagtail.models import Page

from cms_apps.courses.selectors import public_runs
from cms_apps.organisations.selectors import public_organisations
from cms_apps.pages.models import NewsPage, PressReleasePage
from cms_apps.search.engines import Ranked
from cms_apps.search.enums import PAGE_KINDS, Kind


def visible(found: Iterable[Ranked]) -> list[Ranked]:
    """Of what was found, in its order, what is public now; one query for each sort of source."""
    found = list(found)
    wanted: dict[Kind, set[int]] = {}
    for one in found:
        wanted.setdefault(_source(one.kind), set()).add(one.object_id)
    public = {source: SOURCES[source](ids) for source, ids in wanted.items()}
    return [one for one in found if one.kind in public[_source(one.kind)].get(one.object_id, ())]


def _source(kind: str) -> Kind:
    return Kind.PAGE if kind in PAGE_KINDS else Kind(kind)


def _pages(ids: set[int]) -> dict[int, tuple[Kind, ...]]:
    """Public pages with the one kind that each may be found as."""
    own = {ContentType.objects.get_for_model(NewsPage).pk: Kind.NEWS}
    own[ContentType.objects.get_for_model(PressReleasePage).pk] = Kind.PRESS
    rows = (
        Page.objects.live()
        .public()
        .filter(pk__in=_listed(ids))
        .order_by()
        .values_list("pk", "content_type_id")
    )
    return {pk: (own.get(content_type, Kind.PAGE),) for pk, content_type in rows}


def _organisations(ids: set[int]) -> dict[int, tuple[Kind, ...]]:
    return _keys(public_organisations().prefetch_related(None).filter(pk__in=_listed(ids)), Kind.ORGANISATION)


def _courses(ids: set[int]) -> dict[int, tuple[Kind, ...]]:
    return _keys(public_runs().filter(pk__in=_listed(ids)), Kind.COURSE)


def _listed(ids: set[int]) -> RawSQL:
    """A thousand keys as one parameter: several times quicker than one for each."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(ids))])


def _keys(rows: QuerySet, kind: Kind) -> dict[int, tuple[Kind, ...]]:
    return dict.fromkeys(rows.order_by().values_list("pk", flat=True), (kind,))


SOURCES: dict[Kind, Callable[[set[int]], dict[int, tuple[Kind, ...]]]] = {
    Kind.PAGE: _pages,
    Kind.ORGANISATION: _organisations,
    Kind.COURSE: _courses,
}
