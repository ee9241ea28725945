"""What the clock does while an application waits: each thing once, made up when it was missed."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import chain

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms_apps.organisations.selectors import limit
from cms_apps.parameters.selectors import number
from cms_apps.parameters.working_days import working_days_between
from cms_apps.volunteering import mails
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.enums import TalkOutcome
from cms_apps.volunteering.models import Application, FirstTalk
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


def remind_of_talks() -> int:
    """Remind people of their talk `talk.remind_days` before it, unless it was arranged later than that; returns how many."""
    now, before = timezone.now(), timedelta(days=number("talk.remind_days"))
    rows = FirstTalk.objects.filter(
        outcome=TalkOutcome.PLANNED, reminded_at=None, application__state=State.TALK
    )
    near = rows.filter(starts_at__gt=now, starts_at__lte=now + before).exclude(application__email="")
    # Each arranging and moving enters the state anew.
    return sum(
        _remind_of_talk(one)
        for one in near.select_related("application__organisation").order_by("pk")
        if one.application.state_since <= one.starts_at - before
    )


def ask_interest() -> int:
    """Ask those on the list for `still_interested.days` whether they still want to; returns how many."""
    listed = timezone.now() - timedelta(days=number("still_interested.days"))
    rows = _applications().filter(state=State.SHORTLISTED, state_since__lte=listed, asked_interest_at=None)
    return _once(
        rows.exclude(email=""),
        "asked_interest_at",
        lambda one: mails.to_applicant(mails.STILL_INTERESTED, one),
    )


def let_rest() -> int:
    """Let those rest who did not answer: a question for `rest.days`, or whether they still want to; returns how many."""
    now = timezone.now()
    asked = (
        one for one in _applications().filter(state=State.QUERY) if one.state_since <= now - _rest_days(one)
    )
    wait = timedelta(days=number("still_interested.wait_days"))
    listed = _applications().filter(state=State.SHORTLISTED, asked_interest_at__lte=now - wait)
    return sum(rest(one) for one in chain(asked, listed))


def announce_deletion() -> int:
    """Tell people `resting.notice_days` before it that their resting application is deleted; returns how many."""
    days = number("resting.days") - number("resting.notice_days")
    rows = _applications().filter(
        state=State.RESTING, state_since__lte=timezone.now() - timedelta(days=days), reminded_at=None
    )
    return _once(
        rows.exclude(email=""), "reminded_at", lambda one: mails.to_applicant(mails.LAST_NOTICE, one)
    )


@transaction.atomic
def rest(application: Application) -> bool:
    """Let one rest who did not answer; False when the answer came at this moment."""
    # The conditional UPDATE is the lock: whoever says "still interested" stays in the same state.
    waits = {"state_since": application.state_since, "asked_interest_at": application.asked_interest_at}
    if not Application.objects.filter(pk=application.pk, **waits).update(reminded_at=None):
        return False
    try:
        perform(APPLICATION, application, "rest", actor=Actor.system())
    except StaleState:
        return False
    mails.to_applicant(mails.RESTING, application)
    return True


@transaction.atomic
def _remind_of_talk(talk: FirstTalk) -> int:
    same = FirstTalk.objects.filter(
        pk=talk.pk, outcome=talk.outcome, sequence=talk.sequence, reminded_at=None
    )
    told = same.update(reminded_at=timezone.now())
    if told:
        mails.remind_of_talk(talk)
    return told


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
