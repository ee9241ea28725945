"""Mails about the middle of an application's life: questions, the list, resting, and promises that were missed."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms_apps.notifications.enums import Audience
from cms_apps.notifications.placeholders import Placeholder
from cms_apps.organisations.selectors import centre, notified_addresses
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.outbox.services import queue
from cms_apps.parameters.selectors import parameter
from cms_apps.volunteering.enums import OPEN_STATES, MessageKind
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.mails import words
from cms_apps.volunteering.mails.contexts import for_applicant, for_centre, for_team
from cms_apps.volunteering.mails.making import person_mail, team_mail
from cms_apps.volunteering.mails.truth import being
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import deletion_day

QUESTION = "volunteering.question"
QUESTION_REMINDER = "volunteering.question_reminder"
ANSWERED_TO_TEAM = "volunteering.answered_to_team"
SHORTLISTED = "volunteering.shortlisted"
RESTING = "volunteering.resting"
WOKEN_TO_TEAM = "volunteering.woken_to_team"
WAITING_TO_TEAM = "volunteering.waiting_to_team"
OVERDUE = "volunteering.overdue"
STILL_INTERESTED = "volunteering.still_interested"
LAST_NOTICE = "volunteering.last_notice"
ESCALATED = "volunteering.escalated"


def to_centre(application: Application) -> list[OutboxRow]:
    """Tell the centre that a promise was missed: number and organisation, nobody's name."""
    host = centre()
    addresses = notified_addresses(host) if host else [str(parameter("centre.email"))]
    return [
        queue(
            ESCALATED,
            recipient=address,
            language=settings.LANGUAGE_CODE,
            subject_key=application.subject_key,
            payload={"application": application.pk},
        )
        for address in addresses
    ]


def _with_question(row: OutboxRow) -> dict[str, Any]:
    context = for_applicant(row)
    asked = context["application"].messages.filter(kind=MessageKind.QUESTION).last()
    return {**context, "question": asked.text if asked else ""}


def _waits_for_interest(row: OutboxRow) -> bool:
    rows = Application.objects.filter(pk=row.payload["application"], state=State.SHORTLISTED)
    return rows.exclude(asked_interest_at=None).exists()


def _with_deletion(row: OutboxRow) -> dict[str, Any]:
    context = for_applicant(row)
    return {**context, "deletion_day": deletion_day(context["application"])}


def _deletion_sample() -> dict[str, Any]:
    return {**words.person_sample(), "deletion_day": timezone.localdate() + timedelta(days=14)}


def _sample() -> dict[str, Any]:
    return {**words.person_sample(), "question": gettext("An welchen Tagen haben Sie Zeit?")}


_QUESTION = {
    "frage": Placeholder(_("Ihre Frage an die Person"), "{{ question }}", personal=True, in_body=True),
}
_DELETION = {
    "löschtag": Placeholder(
        _("Tag, an dem die Bewerbung gelöscht wird"), "{{ deletion_day|day }}", in_body=True
    )
}
_asks: dict[str, Any] = {
    "still_true": being(State.QUERY),
    "placeholders": {**words.PERSON, **_QUESTION},
    "button": _("Frage beantworten"),
    "sample": _sample,
}

LIFE: dict[str, Handler] = {
    QUESTION: person_mail("volunteering/question", _with_question, describes=_("Rückfrage"), **_asks),
    QUESTION_REMINDER: person_mail(
        "volunteering/question_reminder", _with_question, describes=_("Erinnerung an die Rückfrage"), **_asks
    ),
    ANSWERED_TO_TEAM: team_mail(
        "volunteering/answered_to_team",
        for_team,
        still_true=being(State.IN_REVIEW),
        describes=_("Antwort auf Ihre Rückfrage"),
    ),
    SHORTLISTED: person_mail(
        "volunteering/shortlisted",
        for_applicant,
        still_true=being(State.SHORTLISTED),
        describes=_("Vorgemerkt"),
        placeholders={**words.PERSON, **words.MESSAGE},
    ),
    RESTING: person_mail(
        "volunteering/resting",
        for_applicant,
        still_true=being(State.RESTING),
        describes=_("Bewerbung ruht"),
    ),
    STILL_INTERESTED: person_mail(
        "volunteering/still_interested",
        for_applicant,
        still_true=_waits_for_interest,
        describes=_("Frage an Vorgemerkte, ob sie noch möchten"),
        button=_("Ja oder Nein sagen"),
    ),
    LAST_NOTICE: person_mail(
        "volunteering/last_notice",
        _with_deletion,
        still_true=being(State.RESTING),
        describes=_("Letzte Nachricht, bevor eine ruhende Bewerbung gelöscht wird"),
        placeholders={**words.PERSON, **_DELETION},
        button=_("Bewerbung wieder aufnehmen"),
        sample=_deletion_sample,
    ),
    WOKEN_TO_TEAM: team_mail(
        "volunteering/woken_to_team",
        for_team,
        still_true=being(State.IN_REVIEW),
        describes=_("Ruhende Bewerbung wieder aufgenommen"),
    ),
    WAITING_TO_TEAM: team_mail(
        "volunteering/waiting_to_team",
        for_team,
        still_true=being(*OPEN_STATES),
        describes=_("Erinnerung: Bewerbung wartet"),
        placeholders={**words.TEAM, **words.ANSWER_BY},
    ),
    OVERDUE: person_mail(
        "volunteering/overdue",
        for_applicant,
        still_true=being(*OPEN_STATES),
        describes=_("Zugesagter Tag ist verstrichen"),
    ),
    ESCALATED: team_mail(
        "volunteering/escalated",
        for_centre,
        still_true=being(*OPEN_STATES),
        audience=Audience.CENTRE,
        describes=_("Meldung an die Servicestelle: Antwort steht aus"),
        placeholders={**words.CENTRE, **words.ANSWER_BY},
        button=_("Zu den überfälligen Bewerbungen"),
    ),
}
