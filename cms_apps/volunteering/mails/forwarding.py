"""Mails about passing an application on to another organisation."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms_apps.notifications.placeholders import Placeholder
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.enums import ForwardOutcome
from cms_apps.volunteering.mails import words
from cms_apps.volunteering.mails.contexts import for_applicant, for_team
from cms_apps.volunteering.mails.making import person_mail, team_mail
from cms_apps.volunteering.mails.truth import being
from cms_apps.volunteering.models import ForwardProposal
from cms_apps.volunteering.selectors import proposal_of

FORWARD_ASKED = "volunteering.forward_asked"
FORWARD_LAPSED = "volunteering.forward_lapsed"
FORWARDED = "volunteering.forwarded"
FORWARD_AGREED_TO_TEAM = "volunteering.forward_agreed_to_team"
FORWARD_REFUSED_TO_TEAM = "volunteering.forward_refused_to_team"
FORWARD_LAPSED_TO_TEAM = "volunteering.forward_lapsed_to_team"


def _is_open(row: OutboxRow) -> bool:
    rows = ForwardProposal.objects.filter(pk=row.payload["proposal"], outcome=ForwardOutcome.OPEN)
    return rows.filter(application__state=State.FORWARD_ASKED).exists()


def _with_proposal(row: OutboxRow) -> dict[str, Any]:
    proposal = ForwardProposal.objects.select_related("target").get(pk=row.payload["proposal"])
    return {**for_applicant(row), "proposal": proposal}


def _with_target(row: OutboxRow) -> dict[str, Any]:
    context = for_team(row)
    return {**context, "proposal": proposal_of(context["application"])}


def _proposal() -> dict[str, Any]:
    return {
        "target": {
            "name": gettext("Integrationsbüro Beispielstadt"),
            "kind_label": gettext("Stadt oder Gemeinde"),
            "description": "",
            "phone": "06151 555 0124",
            "website": "",
        },
        "message": gettext("Dort sucht man gerade jemanden mit Ihren Sprachen."),
        "open_until": timezone.now() + timedelta(days=14),
    }


def _person_sample() -> dict[str, Any]:
    return {**words.person_sample(), "proposal": _proposal()}


def _team_sample() -> dict[str, Any]:
    return {**words.team_sample(), "proposal": _proposal()}


_TARGET = {"neuer_träger": Placeholder(_("Name des anderen Trägers"), "{{ proposal.target.name }}")}
_ASKED = {
    "neuer_träger": Placeholder(_("Name des anderen Trägers"), "{{ proposal.target.name }}", in_body=True),
    "nachricht": Placeholder(
        _("was Ihr Team der Person dazu schreibt"), "{{ proposal.message }}", personal=True, in_body=True,
        may_be_empty=True,
    ),
    "frist": Placeholder(
        _("bis wann die Person antworten kann"), "{{ proposal.open_until|weekday_and_day }}"
    ),
}  # fmt: skip
_tells: dict[str, Any] = {"placeholders": {**words.TEAM, **_TARGET}, "sample": _team_sample}

FORWARDING: dict[str, Handler] = {
    FORWARD_ASKED: person_mail(
        "volunteering/forward_asked",
        _with_proposal,
        still_true=_is_open,
        describes=_("Vorschlag, die Bewerbung weiterzuleiten"),
        placeholders={**words.PERSON, **_ASKED},
        button=_("Vorschlag ansehen und entscheiden"),
        sample=_person_sample,
    ),
    FORWARD_LAPSED: person_mail(
        "volunteering/forward_lapsed",
        for_applicant,
        still_true=being(State.IN_REVIEW),
        describes=_("Vorschlag einer Weiterleitung ist abgelaufen"),
        placeholders={**words.PERSON, **words.ANSWER_BY},
    ),
    FORWARDED: person_mail(
        "volunteering/forwarded",
        for_applicant,
        still_true=being(State.RECEIVED, State.IN_REVIEW),
        describes=_("Weitergeleitete Bewerbung ist angekommen"),
        placeholders={**words.PERSON, **words.ANSWER_BY},
    ),
    FORWARD_AGREED_TO_TEAM: team_mail(
        "volunteering/forward_agreed_to_team",
        _with_target,
        still_true=being(State.HANDED_OVER),
        describes=_("Bewerbung ist weitergeleitet"),
        **_tells,
    ),
    FORWARD_REFUSED_TO_TEAM: team_mail(
        "volunteering/forward_refused_to_team",
        _with_target,
        still_true=being(State.IN_REVIEW),
        describes=_("Die Person möchte nicht weitergeleitet werden"),
        **_tells,
    ),
    FORWARD_LAPSED_TO_TEAM: team_mail(
        "volunteering/forward_lapsed_to_team",
        _with_target,
        still_true=being(State.IN_REVIEW),
        describes=_("Weiterleitung kam nicht zustande"),
        **_tells,
    ),
}
