"""Who is told about an approval, by mail through the outbox.

Wagtail would send its own mails inside the request; nothing may (design.md section 5 rule 3), so our receivers
take the place of Wagtail's: Django keeps the first receiver of a dispatch_uid, and this app comes first.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from cms_apps.notifications.enums import Audience
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import register
from cms_apps.outbox.services import queue

ASKED, ANSWERED = "pages.approval_asked", "pages.approval_answered"


def connect() -> None:
    """Register both mails and stand in for Wagtail's four receivers."""
    register(ASKED, ASKED_MAIL)
    register(ANSWERED, ANSWERED_MAIL)
    for signal, receiver, sender, uid in (
        (task_submitted, tell_approvers, TaskState, "group_approval_task_submitted_email_notification"),
        (workflow_submitted, tell_nobody, WorkflowState, "workflow_state_submitted_email_notification"),
        (workflow_rejected, tell_author, WorkflowState, "workflow_state_rejected_email_notification"),
        (workflow_approved, tell_author, WorkflowState, "workflow_state_approved_email_notification"),
    ):
        signal.connect(receiver, sender=sender, dispatch_uid=uid)


def tell_approvers(*, instance: TaskState, user: Any = None, **_others: Any) -> None:
    """Ask everybody who may approve, except the person who submitted."""
    groups = instance.task.specific.groups.all()
    people = get_user_model().objects.filter(groups__in=groups, is_active=True).exclude(email="").distinct()
    for person in people.exclude(pk=user.pk) if user else people:
        queue(ASKED, recipient=person.email, payload={"task_state": instance.pk})


def tell_author(*, instance: WorkflowState, user: Any = None, **_others: Any) -> None:
    """Answer the person who submitted, unless it was the same who decided."""
    author = instance.requested_by
    if author and author.is_active and author.email and author != user:
        queue(ANSWERED, recipient=author.email, payload={"workflow_state": instance.pk})


def tell_nobody(**_others: Any) -> None:
    """Say nothing: whoever must act hears it by `tell_approvers`."""


def _asked(row: OutboxRow) -> dict[str, Any]:
    return _about(TaskState.objects.get(pk=row.payload["task_state"]).workflow_state)


def _answered(row: OutboxRow) -> dict[str, Any]:
    state = WorkflowState.objects.get(pk=row.payload["workflow_state"])
    last = state.current_task_state
    return {
        **_about(state, for_author=True),
        "approved": state.status == WorkflowState.STATUS_APPROVED,
        "comment": last.comment if last else "",
    }


def _about(state: WorkflowState, *, for_author: bool = False) -> dict[str, Any]:
    asked = state.content_object.get_latest_revision_as_object()
    desk = getattr(asked, "desk_path", "") if for_author else ""  # who writes there has no door to the admin
    return {
        "title": asked.title if isinstance(asked, Page) else str(asked),
        "is_page": isinstance(asked, Page),
        "go_live_at": asked.go_live_at,
        "is_live": state.content_object.live,
        "url": absolute(desk or AdminURLFinder().get_edit_url(asked) or "/admin/"),
    }


def _still_waits(row: OutboxRow) -> bool:
    return TaskState.objects.filter(
        pk=row.payload["task_state"], status=TaskState.STATUS_IN_PROGRESS
    ).exists()


def _page_exists(row: OutboxRow) -> bool:
    state = WorkflowState.objects.filter(pk=row.payload["workflow_state"]).first()
    return state is not None and state.content_object is not None


def _sample() -> dict[str, Any]:
    return {
        "title": "Neue Sprechzeiten",
        "is_page": True,
        "go_live_at": None,
        "is_live": True,
        "approved": True,
        "url": absolute("/admin/pages/1/edit/"),
    }


ASKED_MAIL = mail_handler(
    "pages/approval_asked",
    _asked,
    still_true=_still_waits,
    describes=_("Eine Seite wartet auf Freigabe"),
    audience=Audience.STAFF,
    button=_("Lesen und entscheiden"),
    sample=_sample,
)
ANSWERED_MAIL = mail_handler(
    "pages/approval_answered",
    _answered,
    still_true=_page_exists,
    describes=_("Antwort auf die Bitte um Freigabe"),
    audience=Audience.STAFF,
    button=_("Zum Text"),
    sample=_sample,
)
