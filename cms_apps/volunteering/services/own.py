"""What people do with their own application, by secret link."""

from collections.abc import Collection

from django.db import transaction

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.enums import NeedKind
from cms_apps.enrolments.errors import RunNotOpen
from cms_apps.enrolments.models import Enrolment, Need
from cms_apps.enrolments.selectors import runs_for
from cms_apps.enrolments.services import (
    enrol,
    give_up_place,
    leave_list,
    refuse_offer,
    state_needs,
    take_offer,
)
from cms_apps.volunteering import mails
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services.forwarding import end_proposal
from cms_apps.volunteering.services.talks import cancel_planned
from cms_apps.volunteering.services.volunteers import end_volunteering
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState
from cms_apps.workflow.machine import perform


@transaction.atomic
def withdraw(application: Application, *, expected: int | None = None) -> Application:
    """Take the application back, at any time before a decision; the team hears of what it knew."""
    perform(APPLICATION, application, "withdraw", actor=Actor.applicant(), expected=expected)
    end_proposal(application)
    mails.to_applicant(mails.WITHDRAWN, application, **cancel_planned(application))
    if application.has_arrived:
        mails.to_team(mails.WITHDRAWN_TO_TEAM, application)
    return application


def enrol_in_course(application: Application, run: CourseRun) -> Enrolment:
    """Enrol in a course as a volunteer. Raises RunNotOpen for one that takes nobody from here, StaleState without a way in."""
    volunteer = application.volunteer
    if volunteer is None:
        raise StaleState
    if not runs_for(volunteer).filter(pk=run.pk).exists():
        raise RunNotOpen
    return enrol(volunteer, run, actor=Actor.applicant())


@transaction.atomic
def give_up_course_place(application: Application, enrolment: Enrolment) -> Enrolment:
    """Give an own course place back, so that somebody else can have it; raises StaleState the second time."""
    _check_own(application, enrolment)
    give_up_place(enrolment, actor=Actor.applicant())
    mails.to_applicant(mails.PLACE_GIVEN_UP, application, course=enrolment.run.title)
    mails.to_team(mails.PLACE_GIVEN_UP_TO_TEAM, application)
    return enrolment


def take_offered_place(application: Application, enrolment: Enrolment) -> Enrolment:
    """Take the place that is held for this person; raises OfferOver too late, StaleState the second time."""
    _check_own(application, enrolment)
    return take_offer(enrolment, actor=Actor.applicant())


def refuse_offered_place(application: Application, enrolment: Enrolment) -> Enrolment:
    """Let the held place go to the next in line; raises StaleState the second time."""
    _check_own(application, enrolment)
    return refuse_offer(enrolment, actor=Actor.applicant())


def leave_waiting_list(application: Application, enrolment: Enrolment) -> Enrolment:
    """Stop waiting for a place; raises StaleState the second time."""
    _check_own(application, enrolment)
    return leave_list(enrolment, actor=Actor.applicant())


def state_own_needs(
    application: Application, enrolment: Enrolment, wanted: Collection[NeedKind]
) -> Need | None:
    """Say what this person needs in a course; raises StaleState where the place is theirs no more."""
    _check_own(application, enrolment)
    return state_needs(enrolment, wanted, actor=Actor.applicant())


@transaction.atomic
def stop_volunteering(application: Application) -> Application:
    """End the volunteering by the person's own wish; frees every course place. Raises StaleState the second time."""
    if application.volunteer is None:
        raise StaleState
    end_volunteering(application.volunteer, actor=Actor.applicant())
    return application


def send_lost_links(email: str, language: str) -> None:
    """Send the links of an address again; known or not, too often or not, the caller sees no difference."""
    if mails.may_mail(email):
        mails.queue_lost_link(email, language)


def _check_own(application: Application, enrolment: Enrolment) -> None:
    if enrolment.volunteer_id != application.volunteer_id:
        raise NotPermitted
