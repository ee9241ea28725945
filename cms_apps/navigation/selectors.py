"""Reading menus and paths."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from cms_apps.foundation.templatetags.vielfalt import GERMAN
from cms_apps.navigation.models import MenuItem

KEPT = "_menu_items"


@dataclass(frozen=True)
class MenuLink:
    """One entry as a template needs it; `current` when the shown address lies under it, `language` when it is German."""

    title: str
    url: str
    current: bool = False
    language: str = ""


def menu_links(place: str, request: Any = None) -> list[MenuLink]:
    """Return the entries of a menu in the active language, else in German; [] when there is nothing.

    All menus of a request cost one query together: the first call keeps them on the request.
    """
    language = get_language() or settings.LANGUAGE_CODE
    items = [item for item in _items(language, request) if item.menu.place == place]
    own = [item for item in items if item.menu.locale.language_code == language]
    path = getattr(request, "path", "")
    links = ((item, item.url_for(request)) for item in own or items)
    return [
        MenuLink(item.title, url, current=_lies_under(path, url), language=_language(item, language))
        for item, url in links
        if url
    ]


def _language(item: MenuItem, language: str) -> str:
    german = item.menu.locale.language_code != language or item.unit in item.menu.untranslated
    return GERMAN if german else ""


def _items(language: str, request: Any) -> list[MenuItem]:
    kept: dict[str, list[MenuItem]] = getattr(request, KEPT, {})
    if language not in kept:
        languages = {language, settings.LANGUAGE_CODE}
        rows = MenuItem.objects.filter(menu__locale__language_code__in=languages)
        rows = rows.select_related("menu__locale", "page").order_by("menu", "sort_order")
        kept[language] = _in_own_language(list(rows), language)
        if request is not None:
            setattr(request, KEPT, kept)
    return kept[language]


def _in_own_language(items: list[MenuItem], language: str) -> list[MenuItem]:
    """Let the entries lead to translations; a translated menu still names the German pages. One query, if any."""
    german = {item.page.translation_key for item in items if item.page}
    if language == settings.LANGUAGE_CODE or not german:
        return items
    rows = Page.objects.live().filter(translation_key__in=german, locale__language_code=language)
    translations = {row.translation_key: row for row in rows}
    for item in items:
        if item.page is not None:
            item.page = translations.get(item.page.translation_key, item.page)
    return items


def path_to(page: Page, request: Any = None) -> list[MenuLink]:
    """Return the live pages above a page, from the start page down; one query."""
    above = page.get_ancestors().live().filter(depth__gt=1)
    links = ((ancestor.title, ancestor.get_url(request)) for ancestor in above)
    return [MenuLink(title, url) for title, url in links if url]


def _lies_under(path: str, url: str) -> bool:
    return url.startswith("/") and url.count("/") > 1 and path.startswith(url)
