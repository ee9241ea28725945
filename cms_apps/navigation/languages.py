"""The way from an address to the same one in another language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from cms_apps.content.addresses import GERMAN_IN_EASY
from cms_apps.content.surroundings import Surroundings
from cms_apps.foundation.languages import EASY, spoken

KEPT = "_language_links"


@dataclass(frozen=True)
class LanguageLink:
    """One language as a template needs it; `exists` when a page was translated, not only its address guessed."""

    code: str
    name: str
    url: str
    full_url: str = ""
    current: bool = False
    exists: bool = False

    @property
    def tag(self) -> str:
        """What browsers know of the language."""
        return spoken(self.code)


def language_links(page: Page | None, request: Any) -> list[LanguageLink]:
    """Return one link for each language, for a page and for a system address (`page` is None).

    A page leads to its live translations. Where one is missing, and for a system address, the link is the same path
    in the other language; a missing page there offers the German one. One query a request, none without a page and
    for a page found by its address.
    System addresses have no Leichte Sprache: they lead to its start page.
    """
    kept: list[LanguageLink] | None = getattr(request, KEPT, None)
    if kept is None:
        translations = _live_translations(page) if page is not None else {}
        kept = [_link(code, str(name), translations.get(code), request) for code, name in settings.LANGUAGES]
        if request is not None:
            setattr(request, KEPT, kept)
    return kept


def announced(page: Page, request: Any) -> list[LanguageLink]:
    """The live translations that search engines are told of, if there is more than one.

    They know a language and a country: to them Leichte Sprache is a second German page for the same people, and they
    would drop one of the two or all. So it announces nothing and is announced by nobody; it stands in the site map.
    """
    links = [link for link in language_links(page, request) if link.exists]
    if any(link.current and link.code == EASY for link in links):
        return []
    return [link for link in links if link.code != EASY]


def _live_translations(page: Page) -> Mapping[str, Page]:
    known: Surroundings | None = getattr(page, "surroundings", None)
    if known:
        return known.translations
    rows = Page.objects.live().filter(translation_key=page.translation_key).select_related("locale")
    return {row.locale.language_code: row for row in rows.only("url_path", "locale__language_code")}


def _link(code: str, name: str, page: Page | None, request: Any) -> LanguageLink:
    url = page.get_url(request) if page is not None else None
    return LanguageLink(
        code=code,
        name=name,
        url=url or _same_path(code, request),
        full_url=(page.get_full_url(request) or "") if page is not None and url else "",
        current=code == get_language(),
        exists=url is not None,
    )


def _same_path(code: str, request: Any) -> str:
    path = request.get_full_path() if request is not None else ""
    own = f"/{get_language()}/"
    rest = path.removeprefix(own) if path.startswith(own) else ""
    if code == EASY and rest.partition("/")[0] in GERMAN_IN_EASY:
        rest = ""
    return f"/{code}/{rest}"
