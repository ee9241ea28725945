"""Deleting applications in time, with their outbox rows, links and drafts."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms_apps.parameters.selectors import number
from cms_apps.volunteering.enums import ApplicationState
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services.erasing import delete_rows

CLOSED = {
    ApplicationState.WITHDRAWN: "withdrawn.days",
    ApplicationState.DECLINED: "declined.days",
    ApplicationState.RESTING: "resting.days",
    ApplicationState.HANDED_OVER: "handed_over.days",
}


def delete_unconfirmed() -> int:
    """Delete applications that nobody confirmed, or to which no parent agreed, in time; returns how many."""
    return _delete(ApplicationState.UNCONFIRMED, "confirm.days") + _delete(
        ApplicationState.PARENT_ASKED, "parent.days"
    )


def delete_closed() -> int:
    """Delete withdrawn, declined, handed over and resting applications when their time is over (domain.md 5.1); returns how many."""
    return sum(_delete(state, parameter) for state, parameter in CLOSED.items())


def _was_told_in_time() -> Q:
    """Whoever can be told by mail has been, as long before as was promised, even when the clock stood still."""
    told = timezone.now() - timedelta(days=number("resting.notice_days"))
    return Q(email="") | Q(reminded_at__lt=told)


@transaction.atomic
def _delete(state: str, parameter: str) -> int:
    end = timezone.now() - timedelta(days=number(parameter))
    rows = Application.objects.filter(state=state, state_since__lt=end)
    if state == ApplicationState.RESTING:
        rows = rows.filter(_was_told_in_time())
    late = list(rows.select_for_update())
    for application in late:
        delete_rows(application)
    return len(late)
