"""What a page, Träger or course says as a document; None when the public may not see it."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page
from wagtail.search import index

from cms_apps.content.models import BasePage
from cms_apps.courses.selectors import public_runs
from cms_apps.organisations.selectors import public_organisations
from cms_apps.pages.models import NewsPage, PressReleasePage
from cms_apps.search.enums import PAGE_KINDS, Kind

LONGEST_TEXT = 100_000
# Soft hyphens, zero-width spaces and marks of direction: they would split words and say nothing.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Source:
    """Which object a document is about."""

    kind: Kind
    object_id: int


@dataclass(frozen=True)
class Rendered:
    """The words of a document."""

    title: str
    text: str
    language: str = settings.LANGUAGE_CODE
    day: date | None = None


def render(source: Source) -> Rendered | None:
    """The document about `source` as it is now, None when there is nothing public."""
    return RENDERERS[source.kind](source.object_id)


def kind_of(page: Page) -> Kind:
    """The kind of document that a page of this type makes."""
    if issubclass(page.specific_class, NewsPage):
        return Kind.NEWS
    return Kind.PRESS if issubclass(page.specific_class, PressReleasePage) else Kind.PAGE


def all_sources() -> Iterator[Source]:
    """Everything that may make a document."""
    for page in Page.objects.live().public().filter(depth__gt=1).iterator():
        yield Source(kind_of(page), page.pk)
    for pk in public_organisations().prefetch_related(None).values_list("pk", flat=True):
        yield Source(Kind.ORGANISATION, pk)
    for pk in public_runs().values_list("pk", flat=True):
        yield Source(Kind.COURSE, pk)


def tidy(text: str) -> str:
    """`text` in one line: composed letters, no invisible signs, no byte that a database refuses."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace("\x00", "")
    text = text.encode("utf-8", "ignore").decode()
    return _SPACES.sub(" ", text).strip()[:LONGEST_TEXT]


def _page(pk: int) -> Rendered | None:
    page = Page.objects.live().public().filter(pk=pk).select_related("locale").first()
    page = page.specific if page else None
    if not isinstance(page, BasePage) or page.get_url() is None:
        return None
    return Rendered(
        title=tidy(page.title)[:255],
        text=tidy(" ".join(_texts_of(page))),
        language=page.locale.language_code,
        day=getattr(page, "date", None),
    )


def _texts_of(page: BasePage) -> Iterator[str]:
    """The lead first, then what the page type declares as searchable; not what is for search engines only."""
    yield page.lead
    for field in page.get_search_fields():
        if isinstance(field, index.SearchField) and field.field_name not in NOT_TEXT:
            yield from _plain(field.get_value(page))


NOT_TEXT = frozenset({"title", "lead", "draft_title", "slug", "search_description", "seo_title"})


def _plain(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for one in value:
            yield from _plain(one)
    elif value:
        yield str(value)


def _organisation(pk: int) -> Rendered | None:
    organisation = public_organisations().filter(pk=pk).first()
    if organisation is None:
        return None
    words = [
        "Träger",
        organisation.kind_label,
        organisation.description,
        organisation.offers,
        organisation.places_served,
    ]
    return Rendered(title=tidy(organisation.name), text=tidy(" · ".join(word for word in words if word)))


def _course(pk: int) -> Rendered | None:
    run = public_runs().filter(pk=pk).first()
    if run is None:
        return None
    words = [
        "Kurs",
        run.kind.name,
        run.organisation.name,
        run.place_line,
        str(run.get_mode_display()),
        run.note,
    ]
    topics = run.dates.exclude(topic="").values_list("topic", flat=True)
    return Rendered(
        title=tidy(run.title),
        text=tidy(" · ".join(word for word in (*words, *topics) if word)),
        day=timezone.localtime(run.starts_on).date(),
    )


RENDERERS: dict[Kind, Callable[[int], Rendered | None]] = {
    **dict.fromkeys(PAGE_KINDS, _page),
    Kind.ORGANISATION: _organisation,
    Kind.COURSE: _course,
}
