"""RSS and Atom of a list of news or releases, in the language of the list."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.views.decorators.http import condition

from cms_apps.content.models import Topic
from cms_apps.pages.listing import Listing

if TYPE_CHECKING:
    from cms_apps.pages.models.dated import DatedIndexPage, DatedPage, DatedQuerySet

ITEMS = 30
SECONDS = 60
GERMAN = settings.LANGUAGE_CODE


class Rss(Rss201rev2Feed):
    """RSS that says of an item when it is still German."""

    def rss_attributes(self) -> dict[str, str]:
        """Declare the namespace of the language."""
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Name the language where it is not that of the feed."""
        super().add_item_elements(handler, item)
        if item["german"]:
            handler.addQuickElement("dc:language", GERMAN)


class Atom(Atom1Feed):
    """Atom that says of an item when it is still German."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Name the language where it is not that of the feed."""
        return {**super().item_attributes(item), **({"xml:lang": GERMAN} if item["german"] else {})}


KINDS = {"rss": Rss, "atom": Atom}


class ListFeed(Feed):
    """The newest pages of one list: headline, lead, day, address."""

    def __init__(self, index: "DatedIndexPage", kind: str, topic: Topic | None = None) -> None:
        self.index, self.feed_type, self.topic = index, KINDS[kind], topic
        what = f"{index.title}: {topic.title}" if topic else index.title
        self.title = f"{what} – {settings.WAGTAIL_SITE_NAME}"
        self.description = self.subtitle = index.lead
        self.link = f"{index.full_url}{f'?thema={topic.slug}' if topic else ''}"
        self.feed_url = f"{index.full_url}feed/{kind}/{f'{topic.slug}/' if topic else ''}"
        self.language = index.locale.language_code

    def items(self) -> Any:
        """Live public pages, the newest first."""
        return _pages(self.index, self.topic).newest_first().with_topic()[:ITEMS]

    def item_title(self, item: "DatedPage") -> str:
        """The headline; the feed's writer escapes it."""
        return item.title

    def item_description(self, item: "DatedPage") -> str:
        """The lead, unless it is in another language than the headline."""
        return item.lead if ("lead" in item.untranslated) == self._is_german(item) else ""

    def item_link(self, item: "DatedPage") -> str:
        """The whole address."""
        return item.full_url or self.link

    def item_pubdate(self, item: "DatedPage") -> datetime:
        """The day that the editor set."""
        return timezone.make_aware(datetime.combine(item.date, datetime.min.time()))

    def item_updateddate(self, item: "DatedPage") -> datetime | None:
        """When it was last published."""
        return item.last_published_at

    def item_categories(self, item: "DatedPage") -> list[str]:
        """The topic."""
        return [item.topic.title] if item.topic else []

    def item_extra_kwargs(self, item: "DatedPage") -> dict[str, Any]:
        """Whether the headline is still German."""
        return {"german": self._is_german(item)}

    @staticmethod
    def _is_german(item: "DatedPage") -> bool:
        return "title" in item.untranslated


def feed(request: HttpRequest, index: "DatedIndexPage", kind: str, slug: str = "") -> HttpResponseBase:
    """Answer with the feed of a list, or of one of its topics; with 304 when nothing was published or taken down since."""
    if kind not in KINDS:
        raise Http404
    topic = Listing(index.public_children(), {"thema": slug}).topic if slug else None
    if slug and topic is None:
        raise Http404
    state = _pages(index, topic).aggregate(count=Count("pk"), last=Max("last_published_at"))
    last = max(filter(None, (state["last"], index.last_published_at)), default=None)
    mark = hashlib.sha256(f"{kind} {topic and topic.title} {state['count']} {last}".encode()).hexdigest()[:32]
    # No date beside the mark: it would stay the same when something is taken down.
    answer = condition(etag_func=lambda _: f'"{mark}"')(ListFeed(index, kind, topic))
    response: HttpResponseBase = answer(request)
    patch_cache_control(response, public=True, max_age=SECONDS)  # type: ignore[arg-type]
    return response


def _pages(index: "DatedIndexPage", topic: Topic | None) -> "DatedQuerySet":
    pages = index.public_children()
    return pages if topic is None else pages.filter(topic=topic)
