"""Who may do what with an application."""

from cms_apps.organisations.selectors import may_decide
from cms_apps.volunteering.enums import (
    CORRECTABLE_STATES,
    OWN_END_STATES,
    ApplicationState,
    OwnPart,
)
from cms_apps.volunteering.models import Application
from cms_apps.volunteers.enums import VolunteerState
from cms_apps.workflow.actors import Actor, ActorKind


def is_applicant(application: Application, actor: Actor) -> bool:
    """The person behind the secret link."""
    return actor.kind == ActorKind.APPLICANT


def is_coordinator(application: Application, actor: Actor) -> bool:
    """A member of the application's organisation whose role decides."""
    return actor.kind == ActorKind.STAFF and may_decide(actor.user, application.organisation_id)


def is_own(application: Application, address: str) -> bool:
    """Whether a proved address is that of the application: whoever reads its mails has its link as well."""
    return bool(address) and address == application.email.lower()


def is_parent(application: Application, actor: Actor) -> bool:
    """The parent behind a link of their own."""
    return actor.kind == ActorKind.PARENT


def is_system(application: Application, actor: Actor) -> bool:
    """The clock."""
    return actor.kind == ActorKind.SYSTEM


def may_correct(application: Application, part: str) -> bool:
    """Whether the person may change this part of their data by their link now; nothing of who has left."""
    volunteer = application.volunteer
    if application.state not in CORRECTABLE_STATES.get(OwnPart(part), ()):
        return False
    return volunteer is None or volunteer.state != VolunteerState.LEFT


def may_erase_alone(application: Application) -> bool:
    """Whether the person's word is enough to delete it: nobody has decided about it."""
    return application.state in OWN_END_STATES


def may_ask_erasure(application: Application) -> bool:
    """Whether the organisation must answer first, since it has decided and may have to keep something."""
    # One that became part of another goes with that one, by its link.
    closed = {ApplicationState.UNCONFIRMED, ApplicationState.MERGED}
    return not may_erase_alone(application) and application.state not in closed
