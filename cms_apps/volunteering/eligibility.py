"""What speaks against a step of an application."""

from cms_apps.volunteering.errors import DecisionPlanned
from cms_apps.volunteering.models import Application
from cms_apps.workflow.actors import Actor


def nothing_planned(application: Application, actor: Actor) -> None:
    """Raise DecisionPlanned while a decision waits that can still be recalled."""
    if application.planned.filter(done_at=None).exists():
        raise DecisionPlanned
