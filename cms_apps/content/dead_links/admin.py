"""The list of dead links among the reports of the Wagtail admin (German, as the admin)."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms_apps.content.models import DeadLink


def dead_links_for(user: Any) -> QuerySet[DeadLink]:
    """Those on pages that this user may change, the latest first."""
    editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
    return DeadLink.objects.filter(page__in=editable).select_related("page")


class DeadLinkFilterSet(WagtailFilterSet):
    """By why they are dead."""

    class Meta:
        model = DeadLink
        fields = ["reason"]


class DeadLinksView(ReportView):
    """Page, place, words, target, why and since when."""

    model = DeadLink
    page_title = "Tote Links"
    header_icon = "link"
    index_url_name = "dead_links"
    index_results_url_name = "dead_links_results"
    results_template_name = "content/admin/dead_links_results.html"
    filterset_class = DeadLinkFilterSet
    any_permission_required = ["add", "change", "publish"]
    default_ordering = ["-since", "-pk"]
    list_export = ["page.title", "where", "text", "target", "get_reason_display", "since"]
    export_headings = {
        "page.title": "Seite", "where": "Stelle", "text": "Linktext", "target": "Ziel",
        "get_reason_display": "Grund", "since": "seit",
    }  # fmt: skip

    @cached_property
    def permission_policy(self) -> Any:
        """Whoever may change pages sees the list."""
        return policy_registry.get_by_type(Page)

    def get_queryset(self) -> Any:
        """What this person may change."""
        self.queryset = dead_links_for(self.request.user)
        return super().get_queryset()
