"""Reading menus and paths."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from cms_apps.content.surroundings import Surroundings
from cms_apps.foundation.kept import Kept
from cms_apps.foundation.languages import spoken
from cms_apps.foundation.templatetags.vielfalt import GERMAN
from cms_apps.navigation.models import MenuItem


@dataclass(frozen=True)
class MenuLink:
    """One entry as a template needs it; `current` when the shown address lies under it, `language` when it is German."""

    title: str
    url: str
    current: bool = False
    language: str = ""


@dataclass(frozen=True)
class _Entry:
    """One entry as it is kept for everybody."""

    place: str
    title: str
    url: str
    language: str


KEPT = Kept[list[_Entry]]("menus")


def menu_links(place: str, request: Any = None) -> list[MenuLink]:
    """Return the entries of a menu in the active language, else in German; [] when there is nothing.

    All menus are read once a minute in each process, and again after a page or a menu has changed.
    """
    language = get_language() or settings.LANGUAGE_CODE
    path = getattr(request, "path", "")
    return [
        MenuLink(entry.title, entry.url, current=_lies_under(path, entry.url), language=entry.language)
        for entry in KEPT.get(language, lambda: _read(language, request))
        if entry.place == place
    ]


def forget_menus() -> None:
    """Let the next page see what was just changed."""
    KEPT.forget()


def _read(language: str, request: Any) -> list[_Entry]:
    languages = {language, settings.LANGUAGE_CODE}
    rows = MenuItem.objects.filter(menu__locale__language_code__in=languages)
    rows = (
        rows.exclude(_is_shut("page__path"))
        .select_related("menu__locale", "page")
        .order_by("menu", "sort_order")
    )
    items = _in_own_language(list(rows), language)
    translated = {item.menu.place for item in items if item.menu.locale.language_code == language}
    return [
        _Entry(item.menu.place, item.title, url, _language(item, language))
        for item in items
        if (item.menu.locale.language_code == language) == (item.menu.place in translated)
        if (url := item.url_for(request))
    ]


def _language(item: MenuItem, language: str) -> str:
    german = item.menu.locale.language_code != language or item.unit in item.menu.untranslated
    return GERMAN if german and spoken(language) != settings.LANGUAGE_CODE else ""


def _in_own_language(items: list[MenuItem], language: str) -> list[MenuItem]:
    """Let the entries lead to translations; a translated menu still names the German pages. One query, if any."""
    german = {item.page.translation_key for item in items if item.page}
    if language == settings.LANGUAGE_CODE or not german:
        return items
    rows = Page.objects.live().filter(translation_key__in=german, locale__language_code=language)
    translations = {row.translation_key: row for row in rows.exclude(_is_shut("path"))}
    for item in items:
        if item.page is not None:
            item.page = translations.get(item.page.translation_key, item.page)
    return items


def _is_shut(path: str) -> Exists:
    """Whether the page, or one above it, is for people who sign in."""
    own = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return Exists(PageViewRestriction.objects.annotate(own=own).filter(own__startswith=F("page__path")))


def path_to(page: Page, request: Any = None) -> list[MenuLink]:
    """Return the live pages above a page, from the start page down; one query, none for a page found by its address."""
    known: Surroundings | None = getattr(page, "surroundings", None)
    above = (
        known.above if known else page.get_ancestors().live().filter(depth__gt=1).only("title", "url_path")
    )
    links = ((ancestor.title, ancestor.get_url(request)) for ancestor in above)
    return [MenuLink(title, url) for title, url in links if url]


def _lies_under(path: str, url: str) -> bool:
    return url.startswith("/") and url.count("/") > 1 and path.startswith(url)
