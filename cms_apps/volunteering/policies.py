"""Who may do what with an application."""

from cms_apps.organisations.selectors import may_decide
from cms_apps.volunteering.models import Application
from cms_apps.workflow.actors import Actor, ActorKind


def is_applicant(application: Application, actor: Actor) -> bool:
    """The person behind the secret link."""
    return actor.kind == ActorKind.APPLICANT


def is_coordinator(application: Application, actor: Actor) -> bool:
    """A member of the application's organisation whose role decides."""
    return actor.kind == ActorKind.STAFF and may_decide(actor.user, application.organisation_id)


def is_parent(application: Application, actor: Actor) -> bool:
    """The parent behind a link of their own."""
    return actor.kind == ActorKind.PARENT


def is_system(application: Application, actor: Actor) -> bool:
    """The clock."""
    return actor.kind == ActorKind.SYSTEM
