"""What a team has done at its desk: who is in charge, notes, a call, a message of a person."""

from datetime import date

from cms_apps.accounts.models import User
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.services import forget
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import forget_cached
from cms_apps.volunteering import services
from cms_apps.volunteering.enums import ApplicationState, NoteKind
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services.messages import write_to_team
from cms_apps.workflow.actors import Actor

NOTES = (
    (NoteKind.CALL, "Angerufen, freut sich auf das Gespräch. Am besten nach 16 Uhr."),
    (NoteKind.NOTE, "Hat schon in der Nachbarschaft bei Elternabenden übersetzt."),
)
# So that whoever tries several decisions at once sees soon what becomes of them.
RECALL_SECONDS = "5"
# The accounts of the demo sign in with their password alone.
GRACE_DAYS = "400"


def load_desk(organisation: HostOrganisation, user: User) -> None:
    """Once, after the applications."""
    Parameter.objects.get_or_create(
        key="recall.seconds", valid_from=date(2026, 1, 1), defaults={"value": RECALL_SECONDS}
    )
    Parameter.objects.get_or_create(
        key="second_factor.grace_days", valid_from=date(2026, 1, 1), defaults={"value": GRACE_DAYS}
    )
    forget_cached()
    actor = Actor.staff(user)
    at_work = list(
        Application.objects.filter(organisation=organisation, state=ApplicationState.IN_REVIEW).order_by("pk")
    )
    services.assign(at_work[:3], actor=actor, to=user)
    for application, (kind, text) in zip(at_work, NOTES, strict=False):
        services.write_note(application, actor=actor, kind=kind, text=text)
    if at_work:
        write_to_team(at_work[-1], text="Guten Tag, ich bin ab Donnerstag wieder erreichbar.")
        forget(at_work[-1].subject_key)
