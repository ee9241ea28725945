"""Who may do what with a place."""

from cms_apps.courses.policies import may_manage_run
from cms_apps.enrolments.models import Enrolment
from cms_apps.organisations.selectors import may_decide
from cms_apps.workflow.actors import Actor, ActorKind


def may_speak_for(enrolment: Enrolment, actor: Actor) -> bool:
    """The person by link, and the deciding members of the person's organisation."""
    return actor.kind == ActorKind.APPLICANT or may_decide(actor.user, enrolment.volunteer.organisation_id)


def is_system(enrolment: Enrolment, actor: Actor) -> bool:
    """Only the waiting list itself: nobody is offered a place out of turn."""
    return actor.kind == ActorKind.SYSTEM


def may_lead(enrolment: Enrolment, actor: Actor) -> bool:
    """Whoever manages the run: they note who was there, and say who has completed it."""
    return may_manage_run(enrolment.run, actor)
