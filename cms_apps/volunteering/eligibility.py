"""What speaks against a verb; each rule is a guard of the machine, and shown in the form beforehand."""

from django.utils import timezone

from cms_apps.volunteering.enums import TalkOutcome
from cms_apps.volunteering.errors import TalkNotHeld, TalkStillAhead
from cms_apps.volunteering.models import Application
from cms_apps.workflow.actors import Actor


def lacks_talk(application: Application) -> bool:
    """Whether the organisation wants a first talk with everybody and has had none with this person."""
    if not application.organisation.wants_first_talk:
        return False
    return not application.talks.filter(outcome=TalkOutcome.HELD).exists()


def talk_was_held(application: Application, _actor: Actor) -> None:
    """Raises TalkNotHeld where a first talk is wanted and there was none."""
    if lacks_talk(application):
        raise TalkNotHeld


def talk_is_ahead(application: Application) -> bool:
    """Whether a talk is planned that has not begun."""
    return application.talks.filter(outcome=TalkOutcome.PLANNED, starts_at__gt=timezone.now()).exists()


def talk_has_begun(application: Application, _actor: Actor) -> None:
    """Raises TalkStillAhead while the planned talk lies ahead."""
    if talk_is_ahead(application):
        raise TalkStillAhead
