"""Where the mails stand in the menu of the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from cms_apps.foundation.viewsets import LookOnly
from cms_apps.notifications import views
from cms_apps.notifications.kinds import described
from cms_apps.outbox.models import OutboxRow

register_permission_policy(OutboxRow, LookOnly(OutboxRow))


class TextsViewSet(ViewSet):
    """The central texts."""

    name = "mail-texts"
    icon = "mail"
    menu_label = "Mailtexte"

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, and one text for each kind and language."""
        return [
            path("", self.construct_view(views.KindsView), name="index"),
            path("<str:kind>/<str:language>/", self.construct_view(views.CentralTextView), name="edit"),
        ]

    def get_menu_item(self, order: int | None = None) -> Any:
        """Only for those who may change a text."""
        item = super().get_menu_item(order)
        item.is_shown = _may_write_texts
        return item


class RecordView(IndexView):
    """The list, newest first."""

    def get_base_queryset(self) -> Any:
        """Mails alone, without addresses: the search's rows are nobody's business here."""
        return OutboxRow.objects.exclude(kind__startswith="search.").defer("recipient", "secret", "payload")


class OutboxViewSet(ModelViewSet):
    """What went out, what waits, what did not arrive; nobody's address."""

    name = "outbox"
    model = OutboxRow
    index_view_class = RecordView
    icon = "history"
    menu_label = "Postausgang"
    form_fields: list[str] = []
    copy_view_enabled = False
    ordering = "-pk"
    list_filter = ["status"]
    list_display = [
        TitleColumn(
            "kind",
            label="Mail",
            accessor=lambda row: described(row.kind),
            get_url=lambda row: reverse("outbox:send_again", args=[row.pk]) if row.is_lost else None,
        ),
        Column("status", label="Stand", accessor=lambda row: row.get_status_display()),
        DateColumn("created_at", label="entstanden"),
        DateColumn("delivered_at", label="zugestellt"),
        Column("attempts", label="Versuche"),
        Column("error", label="Fehler"),
        Column(
            "replays",
            label="noch einmal gesendet",
            accessor=lambda row: f"{row.replays}-mal" if row.replays else "",
        ),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, and the page of a lost mail; no row is made or changed by a form."""
        shown = [one for one in super().get_urlpatterns() if one.name in {"index", "index_results"}]
        again = path("<int:pk>/noch-einmal/", self.construct_view(views.SendAgainView), name="send_again")
        return [*shown, again]


class MailsGroup(ViewSetGroup):
    menu_label = "Mails"
    menu_icon = "mail"
    menu_order = 800
    items = (TextsViewSet(), OutboxViewSet())


def _may_write_texts(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("notifications.change_centraltext"))
