"""How somebody gets into a course of one's own will: enrolled, and let in or not by who leads it."""

from django.db import transaction

from cms_apps.courses.enums import TAKING_STATES
from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import runs_open_to
from cms_apps.enrolments import mails
from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.errors import AllPlacesGiven, ClosedForNow, RunNotOpen
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import turned_down_before
from cms_apps.enrolments.services.places import take_place
from cms_apps.enrolments.services.seats import hold_run, take_seat
from cms_apps.enrolments.transitions import ENROLMENT
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import perform

MAIL_FOR = {
    EnrolmentState.ENROLLED: mails.TAKEN,
    EnrolmentState.WAITING: mails.LISTED,
    EnrolmentState.ASKED: mails.ASKED,
}


@transaction.atomic
def enrol(volunteer: Volunteer, run: CourseRun, *, actor: Actor) -> Enrolment:
    """Give them a place, the end of the waiting list, or ask for one; the person hears which.

    Raises as `take_place`; RunNotOpen also for a run of another organisation than their own and the centre.
    """
    if not runs_open_to(volunteer.organisation_id).filter(pk=run.pk).exists():
        raise RunNotOpen
    enrolment = take_place(volunteer, run, actor=actor, or_wait=True)
    mails.to_person(MAIL_FOR[EnrolmentState(enrolment.state)], enrolment)
    return enrolment


@transaction.atomic
def admit(enrolment: Enrolment, *, actor: Actor, expected: int | None = None) -> Enrolment:
    """Let somebody in who asked: a place, or where the run is full and fills itself the end of its waiting list.

    Raises AllPlacesGiven where each place is given by hand and none is left, ClosedForNow while the run takes nobody.
    """
    run, host = enrolment.run, enrolment.volunteer.organisation_id
    hold_run(run.pk)
    run.refresh_from_db(fields=["state"])
    if run.state not in TAKING_STATES:
        raise ClosedForNow
    if take_seat(run, host):
        perform(ENROLMENT, enrolment, "admit", actor=actor, expected=expected)
    elif run.fills_itself:
        before = turned_down_before(enrolment.volunteer_id, run.kind_id)
        Enrolment.objects.filter(pk=enrolment.pk).update(turned_down=before)
        perform(ENROLMENT, enrolment, "queue", actor=actor, expected=expected)
    else:
        raise AllPlacesGiven
    mails.to_person(MAIL_FOR[EnrolmentState(enrolment.state)], enrolment)
    return enrolment


@transaction.atomic
def decline(
    enrolment: Enrolment, *, actor: Actor, message: str = "", expected: int | None = None
) -> Enrolment:
    """Do not let somebody in who asked; `message` stands in the mail that says so."""
    hold_run(enrolment.run_id)
    perform(ENROLMENT, enrolment, "decline", actor=actor, note=message, expected=expected)
    mails.to_person(mails.DECLINED, enrolment)
    return enrolment
