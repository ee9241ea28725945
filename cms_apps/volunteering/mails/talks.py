"""Mails about the first talk."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms_apps.notifications.placeholders import Placeholder
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.enums import TalkOutcome
from cms_apps.volunteering.mails import words
from cms_apps.volunteering.mails.addressing import to_applicant
from cms_apps.volunteering.mails.calendar import attached
from cms_apps.volunteering.mails.contexts import for_applicant, for_team
from cms_apps.volunteering.mails.making import person_mail, team_mail
from cms_apps.volunteering.mails.truth import being
from cms_apps.volunteering.models import FirstTalk

TALK = "volunteering.talk"
TALK_MOVED = "volunteering.talk_moved"
TALK_REMINDER = "volunteering.talk_reminder"
TALK_MISSED = "volunteering.talk_missed"
TALK_CANCELLED = "volunteering.talk_cancelled"
TALK_CANCELLED_TO_TEAM = "volunteering.talk_cancelled_to_team"


def remind_of_talk(talk: FirstTalk) -> OutboxRow:
    """Queue the reminder of a talk as it is now; a moved one has its own."""
    return to_applicant(TALK_REMINDER, talk.application, talk=talk.pk, sequence=talk.sequence)


def _with_talk(row: OutboxRow, outcome: str = TalkOutcome.PLANNED) -> dict[str, Any]:
    context = for_applicant(row)
    return {**context, "talk": context["application"].talks.filter(outcome=outcome).latest("pk")}


def _with_planned(row: OutboxRow) -> dict[str, Any]:
    context = _with_talk(row)
    return {**context, "attachments": [attached(context["talk"])]}


def _with_missed(row: OutboxRow) -> dict[str, Any]:
    return _with_talk(row, TalkOutcome.MISSED)


def _with_called_off(row: OutboxRow) -> dict[str, Any]:
    context = for_applicant(row)
    if "called_off" in context:
        return {**context, "talk": context["called_off"]}
    return _with_talk(row, TalkOutcome.CANCELLED)


def _still_ahead(row: OutboxRow) -> bool:
    same = {"pk": row.payload["talk"], "sequence": row.payload["sequence"]}
    rows = FirstTalk.objects.filter(**same, outcome=TalkOutcome.PLANNED, application__state=State.TALK)
    return rows.filter(starts_at__gt=timezone.now()).exists()


def _sample() -> dict[str, Any]:
    soon = timezone.now().replace(hour=16, minute=0) + timedelta(days=6)
    talk = {"starts_at": soon, "minutes": 45, "get_mode_display": gettext("vor Ort"), "where": "Marktplatz 1"}
    return {**words.person_sample(), "talk": talk}


_WHEN = {
    "termin": Placeholder(
        _("Tag und Uhrzeit des Gesprächs"), "{{ talk.starts_at|weekday_and_day }}, {{ talk.starts_at|clock }}",
        in_body=True,
    )
}  # fmt: skip
_WHERE = {"treffpunkt": Placeholder(_("wo das Gespräch ist"), "{{ talk.where }}", in_body=True)}
_meets: dict[str, Any] = {
    "still_true": being(State.TALK),
    "placeholders": {**words.PERSON, **_WHEN, **_WHERE},
    "sample": _sample,
}
_met_not: dict[str, Any] = {
    "still_true": being(State.IN_REVIEW),
    "placeholders": {**words.PERSON, **_WHEN},
    "sample": _sample,
}

TALKS: dict[str, Handler] = {
    TALK: person_mail(
        "volunteering/talk", _with_planned, describes=_("Einladung zum Erstgespräch"), **_meets
    ),
    TALK_MOVED: person_mail(
        "volunteering/talk_moved", _with_planned, describes=_("Erstgespräch verlegt"), **_meets
    ),
    TALK_REMINDER: person_mail(
        "volunteering/talk_reminder",
        _with_talk,
        describes=_("Erinnerung an das Erstgespräch"),
        **{**_meets, "still_true": _still_ahead},
    ),
    TALK_MISSED: person_mail(
        "volunteering/talk_missed",
        _with_missed,
        describes=_("Zum Erstgespräch nicht gekommen"),
        **{**_met_not, "button": _("Nachricht an das Team")},
    ),
    TALK_CANCELLED: person_mail(
        "volunteering/talk_cancelled",
        _with_called_off,
        describes=_("Bestätigung, dass das Erstgespräch abgesagt ist"),
        **_met_not,
    ),
    TALK_CANCELLED_TO_TEAM: team_mail(
        "volunteering/talk_cancelled_to_team",
        for_team,
        still_true=being(State.IN_REVIEW),
        describes=_("Erstgespräch von der Person abgesagt"),
    ),
}
