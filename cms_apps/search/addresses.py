"""Where a document leads: a page to itself, a Träger to its page in the finder, a course to its page in the list of courses."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from wagtail.models import Page

from cms_apps.organisations.selectors import listed_organisations
from cms_apps.pages.models import CoursesPage, FinderPage
from cms_apps.search.enums import PAGE_KINDS, Kind
from cms_apps.search.models import SearchDocument

LISTS = {Kind.ORGANISATION: FinderPage, Kind.COURSE: CoursesPage}


def addresses(documents: Sequence[SearchDocument]) -> dict[int, str]:
    """The address of each document by its key; at most three queries."""
    pages = Page.objects.in_bulk({one.object_id for one in documents if one.kind in PAGE_KINDS})
    kinds = {Kind(one.kind) for one in documents}
    lists = {kind: _by_language(model) for kind, model in LISTS.items() if kind in kinds}
    slugs = {host.pk: host.slug for host in listed_organisations()} if Kind.ORGANISATION in kinds else {}
    return {one.pk: _address(one, pages, lists, slugs) for one in documents}


def _address(
    one: SearchDocument, pages: dict[int, Page], lists: dict[Kind, Any], slugs: dict[int, str]
) -> str:
    home = f"/{one.language}/"
    if one.kind in lists:
        of_kind = lists[Kind(one.kind)]
        above = of_kind.get(one.language) or of_kind.get(settings.LANGUAGE_CODE)
        own = slugs.get(one.object_id, "") if one.kind == Kind.ORGANISATION else ""
        return f"{above}{own or one.object_id}/" if above else home
    page = pages.get(one.object_id)
    return (page.get_url() if page else None) or home


def finder(language: str) -> str:
    """The address of the list of Träger in this language, else in German; empty while there is none."""
    finders = _by_language(FinderPage)
    return finders.get(language) or finders.get(settings.LANGUAGE_CODE, "")


def _by_language(model: Any) -> dict[str, str]:
    rows = model.objects.live().public().select_related("locale").order_by("-pk")
    return {one.locale.language_code: one.get_url() or "" for one in rows}
