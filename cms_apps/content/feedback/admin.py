"""What readers said, in the Wagtail admin: a list and nothing to change (German, as the admin)."""

from typing import Any

from django.urls import URLPattern
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page, Site

from cms_apps.content.models import PageFeedback


def titles_of(paths: set[str]) -> dict[str, str]:
    """The pages of the site at these paths, by one query; what is no page has no title."""
    stored: dict[str, str] = {}
    for root in Site.get_site_root_paths():
        start = f"/{root.language_code}/"
        stored |= {
            root.root_path + path.removeprefix(start): path for path in paths if path.startswith(start)
        }
    found = Page.objects.filter(url_path__in=stored).values_list("url_path", "title")
    return {stored[url_path]: title for url_path, title in found}


class FeedbackIndexView(IndexView):
    """Names the pages."""

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """Each row of this page with the title of the page that it is about."""
        paginator, page, rows, is_paginated = super().paginate_queryset(queryset, page_size)
        rows = list(rows)
        titles = titles_of({row.path for row in rows})
        for row in rows:
            row.title = titles.get(row.path, "")
        return paginator, page, rows, is_paginated


class FeedbackViewSet(ModelViewSet):
    """The latest first, narrowed by page and answer."""

    name = "page-feedback"
    model = PageFeedback
    icon = "comment"
    menu_label = "Rückmeldungen"
    menu_order = 355
    add_to_admin_menu = True
    form_fields: list[str] = []
    copy_view_enabled = False
    index_view_class = FeedbackIndexView
    ordering = ["-given_on", "-pk"]
    list_filter = ["helped", "language"]
    list_display = [
        Column("given_on", label="Tag"),
        Column("title", label="Seite"),
        Column("path", label="Adresse"),
        Column("helped", label="Hilfreich", accessor=lambda row: "ja" if row.helped else "nein"),
        Column("text", label="Was fehlt"),
    ]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No button leads to a form that there is not, for whoever has every right."""
        nowhere = dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name"))
        return {**super().get_index_view_kwargs(**kwargs), **nowhere}

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list; no row is made or changed by a form of Wagtail's."""
        return [one for one in super().get_urlpatterns() if one.name in {"index", "index_results"}]
