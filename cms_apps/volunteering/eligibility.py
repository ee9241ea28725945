"""What speaks against a verb or an application: guards of the machine, shown in the form beforehand, and the rules of age."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import questions_of
from cms_apps.volunteering.enums import TalkOutcome
from cms_apps.volunteering.errors import (
    DecisionPlanned,
    MinorNotForwarded,
    NobodyToAsk,
    TalkNotHeld,
    TalkStillAhead,
)
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


def is_minor(application: Application) -> bool:
    """Whether the person is under 18 for all we know: only who is under 18 names a parent."""
    return bool(application.parent_name) or parents_must_agree(application.birth_year, timezone.localdate())


def may_be_forwarded(application: Application, _actor: Actor) -> None:
    """Raises MinorNotForwarded or NobodyToAsk where nobody could agree by a click."""
    if is_minor(application):
        raise MinorNotForwarded
    if not application.has_email:
        raise NobodyToAsk


def receives(target: HostOrganisation, application: Application) -> bool:
    """Whether another organisation would take this application over today: open, there, and not too strict in age."""
    today = timezone.localdate()
    open_today = target.takes_applications_on(today) and not target.is_absent_on(today)
    is_other = target.pk != application.organisation_id
    return open_today and is_other and not too_young_for(target, application.birth_year, today)


def leaves_open(target: HostOrganisation, answers: Iterable[dict[str, Any]]) -> bool:
    """Whether a question that the organisation must have answered is not among these answers."""
    answered = {one["question"] for one in answers if one["value"]}
    required = questions_of(target.pk).filter(required=True)
    return not answered.issuperset(required.values_list("pk", flat=True))


def age_to_confirm(target: HostOrganisation, application: Application) -> int | None:
    """The age that the person must confirm to go there: where there is a rule that the known year does not settle."""
    if not target.asks_age:
        return None
    needed = max(target.minimum_age or 0, OF_AGE)
    year = application.birth_year
    settled = year is not None and timezone.localdate().year - year > needed
    return None if settled else needed


def nothing_planned(application: Application, actor: Actor) -> None:
    """Raise DecisionPlanned while a decision waits that can still be recalled."""
    if application.planned.filter(done_at=None).exists():
        raise DecisionPlanned
