"""What waits for somebody in the newsroom."""

from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState, WorkflowState


class WaitingPanel(Component):
    """The first panel of the dashboard: pages to approve, own pages under approval, own drafts."""

    name = "waiting"
    template_name = "pages/admin/waiting.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Three numbers, each one query."""
        user = parent_context["request"].user
        own = Page.objects.filter(owner=user)
        under_approval = WorkflowState.objects.active().filter(requested_by=user)
        return {
            "to_approve": TaskState.objects.reviewable_by(user).count(),
            "under_approval": under_approval.count(),
            "drafts": own.filter(has_unpublished_changes=True).count(),
        }
