"""What happens to a volunteer, with the mails that it owes: only here is the link of the status page known."""

from datetime import date

from django.db import transaction

from cms_apps.enrolments.services import volunteer_leaves
from cms_apps.volunteering import mails
from cms_apps.volunteering.models import Application
from cms_apps.volunteers import services as volunteers
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor, ActorKind


@transaction.atomic
def activate_volunteer(volunteer: Volunteer, *, actor: Actor, expected: int | None = None) -> Volunteer:
    """Whoever was prepared begins, and is told so."""
    volunteers.activate(volunteer, actor=actor, expected=expected)
    _tell(volunteer, actor, mails.ACTIVE)
    return volunteer


@transaction.atomic
def pause_volunteering(
    volunteer: Volunteer, *, actor: Actor, until: date | None = None, expected: int | None = None
) -> Volunteer:
    """Rest for a while; places in courses stay. The person is told, the team where the person did it."""
    volunteers.pause(volunteer, actor=actor, until=until, expected=expected)
    _tell(volunteer, actor, mails.PAUSED, mails.PAUSED_TO_TEAM)
    return volunteer


@transaction.atomic
def resume_volunteering(volunteer: Volunteer, *, actor: Actor, expected: int | None = None) -> Volunteer:
    """Go on after a pause. The person is told, the team where the person did it."""
    volunteers.resume(volunteer, actor=actor, expected=expected)
    _tell(volunteer, actor, mails.RESUMED, mails.RESUMED_TO_TEAM)
    return volunteer


@transaction.atomic
def end_volunteering(volunteer: Volunteer, *, actor: Actor, expected: int | None = None) -> Volunteer:
    """End it; every course place becomes free. The person is told, the team where the person did it."""
    volunteer_leaves(volunteer, actor=actor, expected=expected)
    _tell(volunteer, actor, mails.LEFT, mails.LEFT_TO_TEAM)
    return volunteer


def ask_paused() -> int:
    """Ask those who pause once whether they go on, on the day they named or after `pause.ask_days`; returns how many."""
    return sum(_ask(one) for one in volunteers.pauses_to_ask_about())


@transaction.atomic
def _ask(volunteer: Volunteer) -> bool:
    asked = volunteers.mark_asked(volunteer)
    if asked:
        _tell(volunteer, Actor.system(), mails.PAUSE_ASKED)
    return asked


def _tell(volunteer: Volunteer, actor: Actor, to_person: str, to_team: str = "") -> None:
    application = Application.objects.select_related("organisation").filter(volunteer=volunteer).first()
    if application is None:  # without an application nobody has a link
        return
    mails.to_applicant(to_person, application)
    if to_team and actor.kind == ActorKind.APPLICANT:
        mails.to_team(to_team, application)
