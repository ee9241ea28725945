"""What news and press releases have in common: a day, a topic, a list."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, Subquery
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms_apps.content.blocks import CorrectionsBlock
from cms_apps.content.models import BasePage, WithBody, WithContact, WithPicture
from cms_apps.content.models.base import LEAD_LENGTH
from cms_apps.content.page_form import BasePageForm
from cms_apps.foundation.typesetting import draw
from cms_apps.pages.feeds import feed
from cms_apps.pages.listing import FIRST_YEAR, LAST_YEAR, Listing
from cms_apps.pages.made import made
from cms_apps.pages.release.share import picture_data
from cms_apps.pages.structured import thing
from cms_apps.parameters.selectors import term

# What lists and feeds show of a page; its text is the most of it, and stays where it is.
ROW = ("title", "slug", "url_path", "last_published_at", "lead", "date", "topic", "untranslated")


class DatedQuerySet(PageQuerySet):
    """Words for reading dated pages."""

    def newest_first(self) -> "DatedQuerySet":
        """By the day that the editor set; on one day the later made first."""
        return self.order_by("-date", "-pk")

    def with_topic(self) -> "DatedQuerySet":
        """With what a row of a list shows, and no more: that costs the same for one row and for many."""
        return self.select_related("topic").only(*ROW)

    def years(self, **narrowed: Any) -> list[int]:
        """The years with pages, with those of a topic if one is named, the newest first.

        At most two statements that look up the index, however many pages there are.
        """
        any_row: models.QuerySet[Any] = models.QuerySet(self.model).order_by()
        oldest, newest = (self.order_by(way).values("date")[:1] for way in ("date", "-date"))
        ends = any_row.values_list(Subquery(oldest), Subquery(newest)).first()
        if ends is None or ends[0] is None:
            return []
        years = range(min(ends[1].year, LAST_YEAR), max(ends[0].year, FIRST_YEAR) - 1, -1)
        known = set() if narrowed else {ends[0].year, ends[1].year}
        between = [year for year in years if year not in known]
        asked = [Exists(self.order_by().filter(date__year=year, **narrowed)) for year in between]
        found = any_row.values_list(*asked).first() if asked else ()
        there = known | {year for year, is_there in zip(between, found or (), strict=True) if is_there}
        return [year for year in years if year in there]

    def with_picture(self) -> "DatedQuerySet":
        """With the picture, too."""
        return self.select_related("topic", "picture").only(*ROW, "picture")


DatedManager = PageManager.from_queryset(DatedQuerySet)


class DatedPageForm(BasePageForm):
    """Compare the day with the stored one.

    For a default that is computed Django looks at a hidden copy, which Wagtail's editor does not send: each form
    would count as changed, and an approval in the editor as an edit that asks for another approval.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "date" in self.fields:
            self.fields["date"].show_hidden_initial = False


class DatedPage(RoutablePageMixin, WithPicture, WithBody, WithContact, BasePage):
    """A page about something that happened on a day."""

    lead = models.TextField(
        "Vorspann",
        max_length=LEAD_LENGTH,
        help_text="Zwei bis drei Sätze, die das Wichtigste sagen. Sie stehen auch in der Liste.",
    )
    date = models.DateField("Datum", default=timezone.localdate, db_index=True)
    topic = models.ForeignKey(
        "content.Topic",
        verbose_name="Thema",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    corrections = StreamField(
        CorrectionsBlock(),
        verbose_name="Berichtigungen",
        blank=True,
        help_text="Stehen mit ihrem Tag oben auf der Seite, die neueste zuerst.",
    )

    objects = DatedManager()
    grows_old = False
    shown_with: tuple[str, ...] = ("topic", "contact", "picture")

    base_form_class = DatedPageForm
    date_panels = [MultiFieldPanel([FieldPanel("date"), FieldPanel("topic")], "Datum und Thema")]
    correction_panels = [FieldPanel("corrections")]
    content_panels = [
        *BasePage.content_panels,
        *date_panels,
        *WithPicture.picture_panels,
        *WithBody.body_panels,
        *WithContact.contact_panels,
        *correction_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *WithBody.body_search_fields,
        index.FilterField("date"),
        index.FilterField("topic_id"),
    ]

    class Meta:
        abstract = True

    @property
    def latest_corrections(self) -> list[Any]:
        """What was put right, the latest first."""
        return sorted(self.corrections, key=lambda one: one.value["date"], reverse=True)

    @property
    def list_url(self) -> str:
        """Where the list stands that this page belongs to, without asking the database for it."""
        return (self.url or "").removesuffix(f"{self.slug}/")

    @path("bild/")
    def picture_view(self, request: HttpRequest) -> HttpResponseBase:
        """The picture that stands beside links to this page."""
        kind = str(self._meta.verbose_name) if self.topic is None else self.topic.title
        return made(request, _picture, picture_data(self, kind), **{"Content-Type": "image/png"})

    @property
    def published_by(self) -> str:
        """Whose words these are."""
        return term("centre")

    def furniture(self, request: Any) -> dict[str, Any]:
        """Tell search engines and newsrooms what this is about, from when, and by whom."""
        return {"structured_data": self.structured_data(request), "address": self.get_full_url(request)}

    def structured_data(self, request: Any) -> dict[str, Any]:
        """The article as schema.org asks for it (NewsArticle); a draft does not know its moments yet."""
        by = {"@type": "Organization", "name": self.published_by}
        address = self.get_full_url(request)
        return thing(
            "NewsArticle",
            headline=self.title,
            description=self.description,
            inLanguage=get_language() or "",
            mainEntityOfPage=address,
            image=f"{address}bild/" if address else "",
            author=by,
            publisher=by,
            datePublished=self.first_published_at,
            dateModified=self.last_published_at,
            correction=[_as_correction(one.value) for one in self.latest_corrections],
        )


def _picture(data: Mapping[str, Any]) -> bytes:
    return draw("share", data)


def _as_correction(value: Any) -> dict[str, Any]:
    return {"@type": "CorrectionComment", "text": value["text"], "datePublished": value["date"]}


class DatedIndexPage(RoutablePageMixin, BasePage):
    """A list of dated pages, the newest first, narrowed by year and topic."""

    child_model: ClassVar[type[DatedPage]]
    max_count_per_parent = 1

    class Meta:
        abstract = True

    @path("feed/<slug:kind>/")
    def feed_view(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """RSS and Atom: `feed/rss/`, `feed/atom/`."""
        return feed(request, self, kind)

    @path("feed/<slug:kind>/<slug:topic>/")
    def topic_feed_view(self, request: HttpRequest, kind: str, topic: str) -> HttpResponseBase:
        """The same for one topic, by its short name."""
        return feed(request, self, kind, topic)

    def public_children(self) -> DatedQuerySet:
        """What everybody may read."""
        found: DatedQuerySet = self.readable(self.child_model.objects.child_of(self).live())
        return found

    @property
    def list_url(self) -> str:
        """Where the list itself stands."""
        return self.url or ""

    def furniture(self, request: Any) -> dict[str, Any]:
        """Gather the rows of one list page and the links that narrow it."""
        kept_as = self.pk if self.none_is_shut else None
        return {"listing": Listing(self.public_children(), request.GET, kept_as=kept_as)}
