"""A question (Rückfrage) to the person and its answer; while it is open the promise stands still."""

from django.db import transaction
from django.utils import timezone

from cms_apps.parameters.working_days import add_working_days, working_days_between
from cms_apps.volunteering import mails
from cms_apps.volunteering.enums import MessageKind
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import perform


@transaction.atomic
def ask(application: Application, *, actor: Actor, text: str, expected: int | None = None) -> Application:
    """Ask the person something; they answer by their link."""
    perform(APPLICATION, application, "ask", actor=actor, expected=expected)
    application.messages.create(
        kind=MessageKind.QUESTION, from_team=True, text=text, author_id=actor.user.pk if actor.user else None
    )
    stop_clock(application)
    mails.to_applicant(mails.QUESTION, application)
    return application


@transaction.atomic
def answer(application: Application, *, text: str, expected: int | None = None) -> Application:
    """The person's answer: the review goes on, and the promised day moves by the working days of waiting."""
    perform(APPLICATION, application, "answer", actor=Actor.applicant(), expected=expected)
    application.messages.create(kind=MessageKind.ANSWER, from_team=False, text=text)
    start_clock(application)
    mails.to_team(mails.ANSWERED_TO_TEAM, application)
    return application


@transaction.atomic
def take_back_question(application: Application, *, actor: Actor, expected: int | None = None) -> Application:
    """The question has settled itself: the review goes on."""
    perform(APPLICATION, application, "take_back_question", actor=actor, expected=expected)
    start_clock(application)
    return application


def stop_clock(application: Application) -> None:
    """Let the promise stand still while the person is asked."""
    application.clock_stopped_on = timezone.localdate()
    application.reminded_at = None
    application.save(update_fields=["clock_stopped_on", "reminded_at"])


@transaction.atomic
def remind(application: Application, *, actor: Actor, expected: int | None = None) -> Application:
    """Remind the person of the open question; from now on they have the whole time to answer again."""
    perform(APPLICATION, application, "remind", actor=actor, expected=expected)
    application.reminded_at = timezone.now()
    application.save(update_fields=["reminded_at"])
    if application.has_email:
        mails.to_applicant(mails.QUESTION_REMINDER, application)
    return application


def start_clock(application: Application) -> None:
    """Let the promise run again; it moves by the working days for which it stood still."""
    stopped, promised = application.clock_stopped_on, application.promised_on
    if stopped is not None and promised is not None:
        passed = working_days_between(stopped, timezone.localdate())
        application.promised_on = add_working_days(promised, passed)
    application.clock_stopped_on = None
    application.reminded_at = None
    application.save(update_fields=["promised_on", "clock_stopped_on", "reminded_at"])
