"""The first talk (Erstgespräch): arranged, moved, held, missed, cancelled by the person."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from cms_apps.volunteering import mails
from cms_apps.volunteering.enums import TalkOutcome
from cms_apps.volunteering.models import Application
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
    application.talks.filter(outcome=TalkOutcome.PLANNED).update(
        **asdict(appointment), sequence=F("sequence") + 1, reminded_at=None
    )
    mails.to_applicant(mails.TALK_MOVED, application)
    return application


def talk_held(application: Application, *, actor: Actor, expected: int | None = None) -> Application:
    """The talk took place: the review goes on."""
    return _end(application, "talk_held", TalkOutcome.HELD, actor=actor, expected=expected)


def talk_missed(application: Application, *, actor: Actor, expected: int | None = None) -> Application:
    """The person did not come: the review goes on, another talk can be arranged."""
    return _end(application, "talk_missed", TalkOutcome.MISSED, actor=actor, expected=expected)


@transaction.atomic
def cancel_talk(application: Application) -> Application:
    """The person cannot come; the application goes on."""
    _end(application, "cancel_talk", TalkOutcome.CANCELLED, actor=Actor.applicant(), expected=None)
    mails.to_team(mails.TALK_CANCELLED_TO_TEAM, application)
    return application


def cancel_planned(application: Application) -> None:
    """Whatever ends an application ends its talk."""
    application.talks.filter(outcome=TalkOutcome.PLANNED).update(outcome=TalkOutcome.CANCELLED)


@transaction.atomic
def _end(
    application: Application, verb: str, outcome: TalkOutcome, *, actor: Actor, expected: int | None
) -> Application:
    perform(APPLICATION, application, verb, actor=actor, expected=expected)
    application.talks.filter(outcome=TalkOutcome.PLANNED).update(outcome=outcome)
    return application
