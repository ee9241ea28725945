"""What the clock does while an application waits: each thing once, made up when it was missed."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms_apps.organisations.selectors import limit
from cms_apps.parameters.selectors import number
from cms_apps.parameters.working_days import working_days_between
from cms_apps.volunteering import mails
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.models.application import ApplicationQuerySet
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState
from cms_apps.workflow.machine import perform


def remind_teams() -> int:
    """Remind the team of what it has not begun within `remind.working_days`; returns how many."""
    rows = _running().filter(state=State.RECEIVED, reminded_at=None)
    late = (one for one in rows if _waited(one) >= limit(one.organisation, "remind.working_days"))
    return _once(late, "reminded_at", lambda one: mails.to_team(mails.WAITING_TO_TEAM, one))


def tell_overdue() -> int:
    """Tell people once that the promised day has passed, and whom they may ask; returns how many."""
    rows = _running().filter(promised_on__lt=timezone.localdate(), overdue_told_at=None)
    return _once(rows, "overdue_told_at", lambda one: mails.to_applicant(mails.OVERDUE, one))


def escalate() -> int:
    """Tell the centre of what waits beyond the promise for as long as `escalate` exceeds `answer`; returns how many."""
    rows = _running().filter(promised_on__lt=timezone.localdate(), escalated_at=None)
    return _once((one for one in rows if _is_to_escalate(one)), "escalated_at", mails.to_centre)


def remind_of_questions() -> int:
    """Remind people of an open question after `query.remind_days`; returns how many."""
    asked = timezone.now() - timedelta(days=number("query.remind_days"))
    rows = _applications().filter(state=State.QUERY, state_since__lte=asked, reminded_at=None)
    return _once(rows, "reminded_at", lambda one: mails.to_applicant(mails.QUESTION_REMINDER, one))


def let_rest() -> int:
    """Let those rest whose question stayed open for `rest.days`; returns how many."""
    now = timezone.now()
    rows = _applications().filter(state=State.QUERY)
    return sum(rest(one) for one in rows if one.state_since <= now - _rest_days(one))


@transaction.atomic
def rest(application: Application) -> bool:
    """Let one rest whose question stays open; False when it was answered at this moment."""
    try:
        perform(APPLICATION, application, "rest", actor=Actor.system())
    except StaleState:
        return False
    mails.to_applicant(mails.RESTING, application)
    return True


def _once(rows: Iterable[Application], field: str, tell: Callable[[Application], object]) -> int:
    return sum(_mark_and_tell(one, field, tell) for one in rows)


@transaction.atomic
def _mark_and_tell(application: Application, field: str, tell: Callable[[Application], object]) -> int:
    # The conditional UPDATE is the lock: of two workers one finds nothing to do.
    same = Application.objects.filter(pk=application.pk, state=application.state, **{field: None})
    told = same.update(**{field: timezone.now()})
    if told:
        tell(application)
    return told


def _applications() -> ApplicationQuerySet:
    return Application.objects.select_related("organisation").order_by("pk")


def _running() -> ApplicationQuerySet:
    """Those for which the promise runs."""
    return _applications().waiting().filter(Q(clock_stopped_on=None), ~Q(state=State.QUERY))


def _waited(application: Application) -> int:
    return working_days_between(
        _day(application.confirmed_at or application.submitted_at), timezone.localdate()
    )


def _is_to_escalate(application: Application) -> bool:
    if application.promised_on is None:
        return False
    host = application.organisation
    grace = limit(host, "escalate.working_days") - limit(host, "answer.working_days")
    return working_days_between(application.promised_on, timezone.localdate()) >= max(grace, 1)


def _rest_days(application: Application) -> timedelta:
    return timedelta(days=limit(application.organisation, "rest.days"))


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
