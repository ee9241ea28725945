"""The way from an address to the same one in another language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page

from cms_apps.content.addresses import GERMAN_IN_EASY
from cms_apps.content.surroundings import Surroundings
from cms_apps.foundation.languages import EASY, spoken

KEPT = "_language_links"


@dataclass(frozen=True)
class LanguageLink:
    """One language as a template needs it; `exists` when a page was translated, `above` names the page that stands in for it."""

    code: str
    name: str
    url: str
    full_url: str = ""
    current: bool = False
    exists: bool = False
    above: str = ""

    @property
    def tag(self) -> str:
        """What browsers know of the language."""
        return spoken(self.code)


def language_links(page: Page | None, request: Any) -> list[LanguageLink]:
    """Return one link for each language, for a page and for a system address (`page` is None).

    A page leads to its live translations, or to that of the nearest page above; a language that has neither is left
    out. A system address leads to the same path; it has no Leichte Sprache and leads to its start page. One query a
    request, none without a page and for a page found by its address.
    """
    kept: list[LanguageLink] | None = getattr(request, KEPT, None)
    if kept is None:
        translations = _live_translations(page) if page is not None else {}
        links = [
            _link(code, str(name), page, translations.get(code), request) for code, name in settings.LANGUAGES
        ]
        kept = [link for link in links if link.url]
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
    """The nearest live page in each language: the translation, or that of a page above."""
    known: Surroundings | None = getattr(page, "surroundings", None)
    if known:
        return known.translations
    way = [page.path[:end] for end in range(Page.steplen, len(page.path or "") + 1, Page.steplen)]
    keys = Page.objects.filter(path__in=way).values("translation_key")
    rows = Page.objects.live().filter(
        Q(translation_key=page.translation_key) | Q(translation_key__in=keys), depth__gt=1
    )
    rows = rows.select_related("locale").only(
        "title", "url_path", "depth", "translation_key", "locale__language_code"
    )
    nearest = sorted(rows, key=lambda row: (row.translation_key == page.translation_key, row.depth))
    return {row.locale.language_code: row for row in nearest}


def _link(code: str, name: str, shown: Page | None, found: Page | None, request: Any) -> LanguageLink:
    current, exists = code == get_language(), False
    url = _same_path(code, request) if shown is None or current else ""
    if shown is not None and found is not None:
        exists = found.translation_key == shown.translation_key
        url = found.get_url(request) or url
    return LanguageLink(
        code=code,
        name=name,
        url=url,
        full_url=(found.get_full_url(request) or "") if found is not None and exists else "",
        current=current,
        exists=exists and bool(url),
        above="" if found is None or exists or current else found.title,
    )


def _same_path(code: str, request: Any) -> str:
    path = request.get_full_path() if request is not None else ""
    own = f"/{get_language()}/"
    rest = path.removeprefix(own) if path.startswith(own) else ""
    if code == EASY and rest.partition("/")[0] in GERMAN_IN_EASY:
        rest = ""
    return f"/{code}/{rest}"
