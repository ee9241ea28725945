"""What readers said, in the Wagtail admin: a list and nothing to change (German, as the admin)."""

from typing import Any

from django.urls import URLPattern
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from cms_apps.content.models import PageFeedback


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
    ordering = ["-given_on", "-pk"]
    list_filter = ["helped", "language"]
    list_display = [
        Column("given_on", label="Tag"),
        Column("path", label="Seite"),
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
