"""What speaks against a verb or an application: guards of the machine, shown in the form beforehand, and the rules of age."""

from datetime import date

from django.utils import timezone

from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering.enums import TalkOutcome
from cms_apps.volunteering.errors import DecisionPlanned, TalkNotHeld, TalkStillAhead
from cms_apps.volunteering.models import Application
from cms_apps.workflow.actors import Actor

OF_AGE = 18


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


def too_young_for(organisation: HostOrganisation, birth_year: int | None, today: date) -> bool:
    """Whether somebody born in this year is surely below the organisation's minimum age."""
    return birth_year is not None and today.year - birth_year < (organisation.minimum_age or 0)


def parents_must_agree(birth_year: int | None, today: date) -> bool:
    """Whether somebody born in this year is surely under 18."""
    return birth_year is not None and today.year - birth_year < OF_AGE


def nothing_planned(application: Application, actor: Actor) -> None:
    """Raise DecisionPlanned while a decision waits that can still be recalled."""
    if application.planned.filter(done_at=None).exists():
        raise DecisionPlanned
