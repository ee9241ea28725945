"""Mails about taking part: beginning, pausing, going on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.notifications.placeholders import Placeholder
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.volunteering.mails import words
from cms_apps.volunteering.mails.contexts import for_applicant, for_team
from cms_apps.volunteering.mails.making import person_mail, team_mail
from cms_apps.volunteering.models import Application
from cms_apps.volunteers.enums import VolunteerState as State

ACTIVE = "volunteering.active"
PAUSED = "volunteering.paused"
PAUSED_TO_TEAM = "volunteering.paused_to_team"
RESUMED = "volunteering.resumed"
RESUMED_TO_TEAM = "volunteering.resumed_to_team"
PAUSE_ASKED = "volunteering.pause_asked"


def _taking_part(state: str) -> Callable[[OutboxRow], bool]:
    def still_true(row: OutboxRow) -> bool:
        rows = Application.objects.filter(pk=row.payload["application"], volunteer__state=state)
        return rows.exists()

    return still_true


def _with_pause(row: OutboxRow) -> dict[str, Any]:
    context = for_applicant(row)
    volunteer = context["application"].volunteer
    return {**context, "paused_until": volunteer.paused_until, "paused_since": volunteer.state_since}


def _sample() -> dict[str, Any]:
    now = timezone.now()
    pause = {"paused_until": (now + timedelta(days=60)).date(), "paused_since": now - timedelta(days=180)}
    return {**words.person_sample(), **pause}


_UNTIL = {
    "pause_bis": Placeholder(
        _("Ende der Pause, wenn eines genannt ist"), "{{ paused_until|day }}", may_be_empty=True
    )
}  # fmt: skip
_SINCE = {"pause_seit": Placeholder(_("Beginn der Pause"), "{{ paused_since|day }}")}

VOLUNTEERS: dict[str, Handler] = {
    ACTIVE: person_mail(
        "volunteering/active",
        for_applicant,
        still_true=_taking_part(State.ACTIVE),
        describes=_("Es geht los: jetzt aktiv"),
    ),
    PAUSED: person_mail(
        "volunteering/paused",
        _with_pause,
        still_true=_taking_part(State.PAUSED),
        describes=_("Bestätigung einer Pause"),
        placeholders={**words.PERSON, **_UNTIL},
        sample=_sample,
    ),
    RESUMED: person_mail(
        "volunteering/resumed",
        for_applicant,
        still_true=_taking_part(State.ACTIVE),
        describes=_("Die Pause ist zu Ende"),
    ),
    PAUSE_ASKED: person_mail(
        "volunteering/pause_asked",
        _with_pause,
        still_true=_taking_part(State.PAUSED),
        describes=_("Frage nach einer langen Pause"),
        placeholders={**words.PERSON, **_SINCE},
        button=_("Weitermachen oder aufhören"),
        sample=_sample,
    ),
    PAUSED_TO_TEAM: team_mail(
        "volunteering/paused_to_team",
        for_team,
        still_true=_taking_part(State.PAUSED),
        describes=_("Jemand macht eine Pause"),
    ),
    RESUMED_TO_TEAM: team_mail(
        "volunteering/resumed_to_team",
        for_team,
        still_true=_taking_part(State.ACTIVE),
        describes=_("Jemand macht nach einer Pause weiter"),
    ),
}
