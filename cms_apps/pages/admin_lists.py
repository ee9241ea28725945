"""Own lists of news and press releases in the Wagtail admin (German, as the admin): narrow quickly, count no further than anybody reads."""

from collections import defaultdict
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from cms_apps.content.models import Topic
from cms_apps.pages.models import NewsPage, PressReleasePage

MOST_COUNTED = 1000
FIRST_YEAR = 2014  # of the programme
STATES = [
    ("veroeffentlicht", "veröffentlicht"),
    ("geaendert", "veröffentlicht, mit neuen Änderungen"),
    ("entwurf", "Entwurf"),
    ("geplant", "geplant"),
]


class CappedPaginator(WagtailPaginator):
    """Stops counting at 1000 rows: whoever looks for an older one narrows the list."""

    @cached_property
    def count(self) -> int:
        """At most `MOST_COUNTED`."""
        rows: Any = self.object_list
        if isinstance(rows, QuerySet):
            rows = rows.order_by()[:MOST_COUNTED]
        return min(MOST_COUNTED, int(rows.count()))


def _years() -> list[tuple[int, str]]:
    return [(year, str(year)) for year in range(timezone.localdate().year + 1, FIRST_YEAR - 1, -1)]


class DatedFilterSet(WagtailFilterSet):
    """By topic, year and state; one language at a time is Wagtail's own."""

    topic = django_filters.ModelChoiceFilter(
        label="Thema",
        queryset=lambda _request: Topic.objects.select_related("locale").order_by("title", "pk"),
    )
    year = django_filters.TypedChoiceFilter(label="Jahr", coerce=int, choices=_years, method="narrow_to_year")
    state = django_filters.ChoiceFilter(label="Stand", choices=STATES, method="narrow_to_state")

    class Meta:
        model = NewsPage
        fields: list[str] = []

    def narrow_to_year(self, pages: Any, name: str, year: int) -> Any:
        """By the day that the editor set."""
        return pages.filter(date__year=year)

    def narrow_to_state(self, pages: Any, name: str, word: str) -> Any:
        """As the column says it."""
        wanted: dict[str, dict[str, Any]] = {
            "veroeffentlicht": {"live": True},
            "geaendert": {"live": True, "has_unpublished_changes": True},
            "entwurf": {"live": False},
            "geplant": {"_revisions__approved_go_live_at__isnull": False},
        }
        return pages.filter(**wanted[word])


class DatedIndexView(IndexView):
    """The newest first."""

    paginator_class = CappedPaginator
    default_ordering = "-date"
    table_classname = "listing full-width"

    @cached_property
    def search_query(self) -> str:
        """What was typed, without quotation marks: the index of SQLite reads them as its own, and phrases are not found by them."""
        return str(super().search_query).replace('"', " ").strip()

    def annotate_queryset(self, pages: Any) -> QuerySet[Any]:
        """What a row shows, in the same number of queries for one row and for many.

        Wagtail's own goes over `specific()`, which forgets what is joined; these rows are specific already.
        """
        rows: QuerySet[Any] = (
            pages.defer_streamfields()
            .select_related("topic", "locale", "owner", "content_type")
            .prefetch_related("sites_rooted_here")
            .prefetch_workflow_states()
            .annotate_has_untranslated_locale()
            .annotate_site_root_state()
            .annotate_approved_schedule()
        )
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each row with the languages in which it is live: one query for all."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        keys = [page.translation_key for page in context["object_list"]]
        found = Page.objects.live().filter(translation_key__in=keys).order_by("locale")
        languages = defaultdict(list)
        for key, code in found.values_list("translation_key", "locale__language_code"):
            languages[key].append(code)
        for page in context["object_list"]:
            page.languages = ", ".join(languages[page.translation_key])
        return context

    def order_queryset(self, queryset: Any) -> Any:
        """On one day the later made first, as the public list has it."""
        ordered = super().order_queryset(queryset)
        if self.is_searching or not self.ordering:
            return ordered
        backwards = str(self.ordering).startswith("-")
        return ordered.order_by(self.ordering, "-pk" if backwards else "pk")


def _edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _day_of(page: Any) -> str:
    return date_format(page.date, "SHORT_DATE_FORMAT")


def _maker_of(page: Any) -> str:
    return (page.owner.get_full_name() or str(page.owner)) if page.owner else ""


class DatedListViewSet(PageListingViewSet):
    """What both lists have in common."""

    index_view_class = DatedIndexView
    add_to_admin_menu = True
    filterset_class = DatedFilterSet
    columns: list[BaseColumn] = [
        BulkActionsColumn("bulk_actions"),
        # Wagtail's own column asks for the right to each action of each row; the actions stand at the page.
        TitleColumn("title", label="Überschrift", get_url=_edit_url),
        Column("date", label="Datum", sort_key="date", accessor=_day_of),
        Column("topic", label="Thema"),
        PageStatusColumn("status", label="Stand"),
        Column("languages", label="Sprachen"),
        Column("owner", label="angelegt von", accessor=_maker_of),
    ]


class NewsListViewSet(DatedListViewSet):
    """Meldungen."""

    name = "news-list"
    model = NewsPage
    icon = "doc-full"
    menu_label = "Meldungen"
    menu_order = 210


class ReleasesListViewSet(DatedListViewSet):
    """Pressemitteilungen."""

    name = "releases-list"
    model = PressReleasePage
    icon = "doc-full-inverse"
    menu_label = "Pressemitteilungen"
    menu_order = 220
