"""What the search page shows for the words of its address: ?q=lotsen&art=news&jahr=2026&seite=2."""

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from cms_apps.foundation.templatetags.vielfalt import number
from cms_apps.pages.listing import FIRST_YEAR, LAST_YEAR, Facet
from cms_apps.search.addresses import finder
from cms_apps.search.analysis import MOST_LETTERS
from cms_apps.search.engines import MOST
from cms_apps.search.enums import Kind
from cms_apps.search.services import ROWS, Answer, find

MOST_PAGES = MOST // ROWS


class Results:
    """One page of results with its facets. Words that mean nothing are ignored: an old link still finds."""

    def __init__(self, words: Mapping[str, str], language: str) -> None:
        self._words, self.language = words, language

    @cached_property
    def query(self) -> str:
        """What was typed, in one line and not too long."""
        typed = self._words.get("q", "").encode("utf-8", "replace").decode()
        return " ".join(typed.split())[:MOST_LETTERS]

    @cached_property
    def answer(self) -> Answer:
        """What was found."""
        return find(self.query, self.language, kind=self._kind, year=self._year, page=self._page)

    @property
    def found(self) -> str:
        """How many, in words."""
        total = number(self.answer.total) + ("+" if self.answer.more else "")
        return _("1 Treffer") if total == "1" else _("%(total)s Treffer") % {"total": total}

    @cached_property
    def kinds(self) -> list[Facet]:
        """All kinds with hits, after "all"."""
        links = [
            Facet(f"{kind.label} ({count})", self._address(art=kind.value), current=kind == self._kind)
            for kind, count in self.answer.kinds
        ]
        return [Facet(_("alle"), self._address(art=""), current=not self._kind), *links]

    @cached_property
    def years(self) -> list[Facet]:
        """All years with hits, the newest first, after "all"."""
        links = [
            Facet(f"{year} ({count})", self._address(jahr=str(year)), current=year == self._year)
            for year, count in self.answer.years
        ]
        return [Facet(_("alle"), self._address(jahr=""), current=not self._year), *links]

    @property
    def narrowed(self) -> bool:
        """Whether only one kind or year was asked for."""
        return bool(self._kind or self._year)

    @property
    def wider(self) -> str:
        """The address of the same query without facets."""
        return self._address(art="", jahr="")

    @cached_property
    def german(self) -> Answer | None:
        """What German has, for readers of another language: Träger and courses speak German only."""
        if self.language == settings.LANGUAGE_CODE or self.narrowed:
            return None
        answer = find(self.query, settings.LANGUAGE_CODE)
        return answer if answer.total else None

    @property
    def german_url(self) -> str:
        """Where the German hits stand."""
        return f"/{settings.LANGUAGE_CODE}/suche/?{urlencode({'q': self.query})}"

    @cached_property
    def finder(self) -> str:
        """The address of the list of Träger."""
        return finder(self.language)

    @property
    def previous_page(self) -> str:
        """The address of the page before, empty on the first."""
        return self._address(seite=str(self.answer.page - 1)) if self.answer.page > 1 else ""

    @property
    def next_page(self) -> str:
        """The address of the page after, empty on the last."""
        return self._address(seite=str(self.answer.page + 1)) if self.answer.page < self.answer.pages else ""

    @property
    def _kind(self) -> str:
        kind = self._words.get("art", "")
        return kind if kind in Kind.values else ""

    @property
    def _year(self) -> int | None:
        year = _whole(self._words.get("jahr", ""))
        return year if FIRST_YEAR <= year <= LAST_YEAR else None

    @property
    def _page(self) -> int:
        return min(_whole(self._words.get("seite", "")) or 1, MOST_PAGES)

    def _address(self, **changed: str) -> str:
        now = {"q": self.query, "art": self._kind, "jahr": str(self._year or "")}
        return "?" + urlencode({key: value for key, value in {**now, **changed}.items() if value})


def _whole(text: str) -> int:
    longest = len(str(LAST_YEAR))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= longest else 0
