"""A list with pages, years and topics, from the words in an address: ?jahr=2026&thema=ehrenamt&seite=2."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import zip_longest
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import IntegerField
from django.utils.translation import gettext as _

from cms_apps.content.models import Topic
from cms_apps.foundation.kept import Kept
from cms_apps.foundation.prepared import Prepared

# What narrows lists, which pages they have, and those on one topic: until a page is saved.
PAGE_LISTS = Kept[Any]("lists")
ROWS = 10
KEYS = [f"key{number}" for number in range(ROWS)]
MOST_ROWS = 500
FIRST_YEAR, LAST_YEAR = 1900, 2999


@dataclass(frozen=True)
class Facet:
    """One link that narrows a list, or widens it again."""

    title: str
    query: str
    current: bool


def page_of(model: Any, keys: Sequence[int], number: str | None) -> PaginatorPage:
    """At most ten of these pages; a number out of range gives the last ones, no number the first. One query."""
    page = Paginator(keys, ROWS).get_page(number)
    wanted = dict(zip_longest(KEYS, page.object_list))
    found = {row.pk: row for row in _by_keys(model).rows(**wanted)} if keys else {}
    page.object_list = [found[key] for key in page.object_list if key in found]
    return page


@cache
def _by_keys(model: Any) -> Prepared[Any]:
    every = model.objects.live().with_topic()  # one that was withdrawn since goes at once
    return Prepared(
        lambda **keys: every.filter(id__in=list(keys.values())), **dict.fromkeys(KEYS, IntegerField())
    )


class Listing:
    """Rows of one list page. Words that mean nothing are ignored: an old link still shows a list.

    `kept_as` names the list whose years, topics and keys processes may keep: that of pages that everybody may read.
    """

    def __init__(self, pages: Any, words: Mapping[str, str], *, kept_as: Hashable = None) -> None:
        self._pages = pages
        self._words = words
        self._kept_as = kept_as

    @cached_property
    def year(self) -> int | None:
        """The year asked for, when it is one."""
        text = self._words.get("jahr", "")
        year = int(text) if text.isascii() and text.isdigit() and len(text) == len(str(LAST_YEAR)) else 0
        return year if FIRST_YEAR <= year <= LAST_YEAR else None

    @cached_property
    def topic(self) -> Topic | None:
        """The topic asked for, when some page of the list has it."""
        slug = self._words.get("thema")
        return next((topic for topic in self._topics if topic.slug == slug), None) if slug else None

    @cached_property
    def rows(self) -> PaginatorPage:
        """At most ten rows; a number out of range gives the last page, no number the first."""
        return page_of(self._pages.model, self._keys, self._words.get("seite"))

    @cached_property
    def years(self) -> list[Facet]:
        """All years with pages, of the topic asked for if there is one, the newest first, after "all"."""
        narrowed = {"topic": self.topic} if self.topic else {}
        years_of = ("years", self.topic.pk if self.topic else None)
        return [
            Facet(_("alle"), self._query(jahr=None), current=self.year is None),
            *(
                Facet(str(year), self._query(jahr=str(year)), current=year == self.year)
                for year in self._kept(years_of, lambda: self._pages.years(**narrowed))
            ),
        ]

    @cached_property
    def topics(self) -> list[Facet]:
        """All topics with pages, after "all"."""
        return [
            Facet(_("alle"), self._query(thema=None), current=self.topic is None),
            *(
                Facet(topic.title, self._query(thema=topic.slug), current=topic == self.topic)
                for topic in self._topics
            ),
        ]

    @property
    def previous_query(self) -> str:
        """The address of the page before, empty on the first."""
        return self._query(seite=str(self.rows.number - 1)) if self.rows.has_previous() else ""

    @property
    def next_query(self) -> str:
        """The address of the page after, empty on the last."""
        return self._query(seite=str(self.rows.number + 1)) if self.rows.has_next() else ""

    @cached_property
    def _keys(self) -> list[int]:
        topic = {"topic": self.topic.pk} if self.topic else {}
        narrowed = {"date__year": self.year, **topic} if self.year else topic

        def read() -> list[int]:
            newest = self._pages.filter(**narrowed).newest_first()
            return list(newest.values_list("pk", flat=True)[:MOST_ROWS])

        keys: list[int] = self._kept(("keys", self.year, *topic.values()), read)
        return keys

    @cached_property
    def _topics(self) -> list[Topic]:
        def read() -> list[Topic]:
            return list(Topic.objects.filter(pk__in=self._pages.order_by().values("topic")))

        topics: list[Topic] = self._kept(("topics",), read)
        return topics

    def _kept(self, name: tuple[Hashable, ...], work_out: Callable[[], Any]) -> Any:
        return work_out() if self._kept_as is None else PAGE_LISTS.get((self._kept_as, *name), work_out)

    def _query(self, **changed: str | None) -> str:
        now = {"jahr": str(self.year or ""), "thema": self.topic.slug if self.topic else ""}
        words = {key: value for key, value in {**now, **changed}.items() if value}
        return f"?{urlencode(words)}"
