"""Who may do what with a place."""

from cms_apps.courses.enums import CHANGEABLE_STATES
from cms_apps.courses.policies import may_manage_run
from cms_apps.enrolments.models import CourseCertificate, Enrolment
from cms_apps.organisations.selectors import may_decide
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor, ActorKind


def may_speak_for(enrolment: Enrolment, actor: Actor) -> bool:
    """The person by link, and the deciding members of the person's organisation."""
    return actor.kind == ActorKind.APPLICANT or may_decide(actor.user, enrolment.volunteer.organisation_id)


def may_enrol(volunteer: Volunteer, actor: Actor) -> bool:
    """The person, the deciding members of their organisation (nobody else knows them), and the house itself."""
    spoken_for = actor.kind in {ActorKind.APPLICANT, ActorKind.SYSTEM}
    return spoken_for or may_decide(actor.user, volunteer.organisation_id)


def may_lead(enrolment: Enrolment, actor: Actor) -> bool:
    """Who leads the course decides who gets in."""
    return may_manage_run(enrolment.run, actor)


def may_issue(certificate: CourseCertificate, actor: Actor) -> bool:
    """Who leads the course says who completed it, and takes it back."""
    return may_lead(certificate.enrolment, actor)


def is_system(enrolment: Enrolment, actor: Actor) -> bool:
    """Only the waiting list itself: nobody is offered a place out of turn."""
    return actor.kind == ActorKind.SYSTEM


def may_state_needs(enrolment: Enrolment, actor: Actor) -> bool:
    """The person alone, while they have a place in a course that is not over: nobody else may say it for them."""
    holds = enrolment.is_enrolled and enrolment.run.state in CHANGEABLE_STATES
    return holds and actor.kind == ActorKind.APPLICANT
