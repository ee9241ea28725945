"""Who may do what with a volunteer."""

from cms_apps.organisations.selectors import may_decide, may_note_certificates
from cms_apps.volunteers.models import AccompanimentRequest, Volunteer
from cms_apps.workflow.actors import Actor, ActorKind


def may_end(volunteer: Volunteer, actor: Actor) -> bool:
    """The person by link, and the deciding members of the organisation."""
    return actor.kind == ActorKind.APPLICANT or may_decide(actor.user, volunteer.organisation_id)


def may_decide_about(volunteer: Volunteer, actor: Actor) -> bool:
    """The deciding members of the organisation."""
    return actor.kind == ActorKind.STAFF and may_decide(actor.user, volunteer.organisation_id)


def may_note_certificate(volunteer: Volunteer, actor: Actor) -> bool:
    """The members whom the organisation's administrator has named; no role brings it along."""
    return actor.kind == ActorKind.STAFF and may_note_certificates(actor.user, volunteer.organisation_id)


def is_asker(_request: AccompanimentRequest, actor: Actor) -> bool:
    """The person who asked; the view has checked the link."""
    return actor.kind == ActorKind.APPLICANT


def may_settle(request: AccompanimentRequest, actor: Actor) -> bool:
    """The person who asked, and whoever handles it."""
    return is_asker(request, actor) or may_handle(request, actor)


def may_handle(request: AccompanimentRequest, actor: Actor) -> bool:
    """The deciding members of the organisation that was asked."""
    return actor.kind == ActorKind.STAFF and may_decide(actor.user, request.organisation_id)
