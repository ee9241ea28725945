"""Where a document leads: a page to itself, a Träger to its line in the finder, a course to the list of courses."""

from collections.abc import Sequence

from django.conf import settings
from wagtail.models import Page

from cms_apps.pages.models import FinderPage
from cms_apps.search.enums import PAGE_KINDS, Kind
from cms_apps.search.models import SearchDocument


def addresses(documents: Sequence[SearchDocument]) -> dict[int, str]:
    """The address of each document by its key; at most two queries."""
    pages = Page.objects.in_bulk({one.object_id for one in documents if one.kind in PAGE_KINDS})
    finders = _finders() if any(one.kind == Kind.ORGANISATION for one in documents) else {}
    return {one.pk: _address(one, pages, finders) for one in documents}


def _address(one: SearchDocument, pages: dict[int, Page], finders: dict[str, str]) -> str:
    home = f"/{one.language}/"
    if one.kind == Kind.ORGANISATION:
        return f"{finders.get(one.language, home)}#traeger-{one.object_id}"
    if one.kind == Kind.COURSE:
        return f"{home}#kurse"
    page = pages.get(one.object_id)
    return (page.get_url() if page else None) or home


def finder(language: str) -> str:
    """The address of the list of Träger in this language, else in German; empty while there is none."""
    finders = _finders()
    return finders.get(language) or finders.get(settings.LANGUAGE_CODE, "")


def _finders() -> dict[str, str]:
    finders = FinderPage.objects.live().public().select_related("locale").order_by("-pk")
    return {one.locale.language_code: one.get_url() or "" for one in finders}
