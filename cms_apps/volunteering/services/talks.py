"""The first talk (Erstgespräch): arranged, moved, held, missed, cancelled by the person."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from cms_apps.volunteering import mails
from cms_apps.volunteering.enums import TalkOutcome
from cms_apps.volunteering.models import Application, FirstTalk
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import perform


@dataclass(frozen=True)
class Appointment:
    """When, for how long, and how two people meet."""

    starts_at: datetime
    minutes: int
    mode: str
    where: str


@transaction.atomic
def arrange_talk(
    application: Application, *, actor: Actor, appointment: Appointment, expected: int | None = None
) -> Application:
    """Invite the person to a first talk."""
    perform(APPLICATION, application, "arrange_talk", actor=actor, expected=expected)
    application.talks.create(**asdict(appointment))
    mails.to_applicant(mails.TALK, application)
    return application


@transaction.atomic
def move_talk(
    application: Application, *, actor: Actor, appointment: Appointment, expected: int | None = None
) -> Application:
    """Move the planned talk; the person is told the new time."""
    perform(APPLICATION, application, "move_talk", actor=actor, expected=expected)
    _planned(application).update(**asdict(appointment), sequence=F("sequence") + 1, reminded_at=None)
    mails.to_applicant(mails.TALK_MOVED, application)
    return application


@transaction.atomic
def talk_held(application: Application, *, actor: Actor, expected: int | None = None) -> Application:
    """The talk took place: the review goes on. Not before the talk has begun."""
    perform(APPLICATION, application, "talk_held", actor=actor, expected=expected)
    _planned(application).update(outcome=TalkOutcome.HELD)
    return application


@transaction.atomic
def talk_missed(application: Application, *, actor: Actor, expected: int | None = None) -> Application:
    """The person did not come and is told how to get another talk; the review goes on. Not before the talk."""
    perform(APPLICATION, application, "talk_missed", actor=actor, expected=expected)
    _planned(application).update(outcome=TalkOutcome.MISSED)
    mails.to_applicant(mails.TALK_MISSED, application)
    return application


@transaction.atomic
def cancel_talk(application: Application) -> Application:
    """The person cannot come; the application goes on."""
    perform(APPLICATION, application, "cancel_talk", actor=Actor.applicant())
    mails.to_applicant(mails.TALK_CANCELLED, application, **cancel_planned(application))
    mails.to_team(mails.TALK_CANCELLED_TO_TEAM, application)
    return application


def cancel_planned(application: Application) -> dict[str, int]:
    """Whatever ends an application ends its talk; returns what the mail about it must know to clear the calendar."""
    talk = _planned(application).first()
    if talk is None:
        return {}
    _planned(application).update(outcome=TalkOutcome.CANCELLED, sequence=F("sequence") + 1)
    return {mails.CALLED_OFF: talk.pk}


def _planned(application: Application) -> QuerySet[FirstTalk]:
    return application.talks.filter(outcome=TalkOutcome.PLANNED)
