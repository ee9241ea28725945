"""What a coordinator decides. Each verb is one row of history and the mails it owes."""

from django.db import transaction

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.services import take_place
from cms_apps.volunteering import mails
from cms_apps.volunteering.eligibility import talk_was_held
from cms_apps.volunteering.enums import WITHOUT_TALK
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services.forwarding import end_proposal
from cms_apps.volunteering.services.talks import cancel_planned
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.volunteers.services import Person, welcome
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import perform


def take_into_review(application: Application, *, actor: Actor, expected: int | None = None) -> Application:
    """Begin the review: contact data and free text open."""
    perform(APPLICATION, application, "take_into_review", actor=actor, expected=expected)
    return application


def give_back(application: Application, *, actor: Actor, expected: int | None = None) -> Application:
    """Undo `take_into_review`: contact data close again."""
    perform(APPLICATION, application, "give_back", actor=actor, expected=expected)
    return application


@transaction.atomic
def accept(
    application: Application,
    *,
    actor: Actor,
    run: CourseRun | None = None,
    or_wait: bool = False,
    without_talk: bool = False,
    message: str = "",
    expected: int | None = None,
) -> Application:
    """Welcome the person, with a place in `run` (with `or_wait` on its waiting list when it is full) or without.

    Where the organisation wants a first talk there must have been one, or the history says that it was `without_talk`.
    Raises what `perform` raises, and RunFull or RunNotOpen; then nothing is saved and no mail is owed.
    """
    set_aside = (talk_was_held,) if without_talk else ()
    note = WITHOUT_TALK if without_talk else ""
    perform(
        APPLICATION, application, "accept", actor=actor, note=note, expected=expected, set_aside=set_aside
    )
    volunteer = welcome(_person(application), application.organisation, actor=actor)
    if run is not None:
        take_place(volunteer, run, actor=actor, or_wait=or_wait)
    application.volunteer = volunteer
    application.decision_message = message
    application.save(update_fields=["volunteer", "decision_message"])
    mails.to_applicant(mails.ACCEPTED, application)
    return application


@transaction.atomic
def decline(
    application: Application, *, actor: Actor, reason: str, message: str, expected: int | None = None
) -> Application:
    """Turn the person down: the reason code stays inside, `message` is what they read."""
    perform(APPLICATION, application, "decline", actor=actor, reason=reason, expected=expected)
    talk = cancel_planned(application)
    end_proposal(application)
    application.decision_message = message
    application.save(update_fields=["decision_message"])
    mails.to_applicant(mails.DECLINED, application, **talk)
    return application


def _person(application: Application) -> Person:
    # The person may have corrected them since the page of the team was read.
    application.refresh_from_db(fields=["first_name", "last_name", "email", "phone"])
    return Person(
        first_name=application.first_name,
        last_name=application.last_name,
        email=application.email,
        phone=application.phone,
        language=application.language,
    )
