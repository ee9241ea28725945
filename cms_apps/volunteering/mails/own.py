"""Mails about what people do with their own data: another address, deletion."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.organisations.mails import letterhead
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import digest_members, notified_addresses
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.outbox.services import queue
from cms_apps.parameters.selectors import number
from cms_apps.volunteering.mails import words
from cms_apps.volunteering.mails.asked import turn_of
from cms_apps.volunteering.mails.calendar import struck_out
from cms_apps.volunteering.mails.contexts import application_of, for_applicant, for_team
from cms_apps.volunteering.mails.making import person_mail, team_mail
from cms_apps.volunteering.mails.truth import exists
from cms_apps.volunteering.models import Application, EmailChange, ErasureRequest

EMAIL_OLD_LINK, EMAIL_NEW_LINK = "volunteering.email_old", "volunteering.email_new"
EMAIL_LINKS = (EMAIL_OLD_LINK, EMAIL_NEW_LINK)

EMAIL_OLD = "volunteering.email_old"
EMAIL_NEW = "volunteering.email_new"
EMAIL_CHANGED = "volunteering.email_changed"
EMAIL_TAKEN_AWAY = "volunteering.email_taken_away"
ERASURE_ASKED = "volunteering.erasure_asked"
ERASURE_ASKED_TO_TEAM = "volunteering.erasure_asked_to_team"
ERASURE_REFUSED = "volunteering.erasure_refused"
ERASED = "volunteering.erased"
ERASED_TO_TEAM = "volunteering.erased_to_team"


def ask_both_addresses(change: EmailChange) -> None:
    """Queue the two questions; each waits until its address may get one more mail."""
    application = change.application
    for kind, address in ((EMAIL_OLD, application.email), (EMAIL_NEW, change.new_email)):
        queue(
            kind,
            recipient=address,
            language=application.language,
            subject_key=application.subject_key,
            payload={"application": application.pk, "change": change.pk},
            due_at=turn_of(address),
        )


def tell_old_address(application: Application, address: str) -> OutboxRow:
    """Queue the news that the team has entered another address."""
    return queue(
        EMAIL_TAKEN_AWAY,
        recipient=address,
        language=application.language,
        subject_key=application.subject_key,
        payload={"application": application.pk},
    )


def tell_of_erasure(application: Application, *, kept: bool, team: bool, talk: dict[str, Any]) -> None:
    """Queue the last mail about an application that is deleted by now: it names no subject and holds no name.

    `talk` is what `to_strike_out` knew before: the person's calendar must not go on reminding of it.
    """
    about: dict[str, Any] = {"organisation": application.organisation_id, "number": application.number}
    if application.email:
        queue(
            ERASED,
            recipient=application.email,
            language=application.language,
            payload={**about, "kept": kept, **talk},
        )
    if team:
        host = application.organisation
        # A digest could not find it any more.
        addresses = [*notified_addresses(host), *(member.user.email for member in digest_members(host))]
        payload = {**about, "place": application.place_name}
        for address in dict.fromkeys(addresses):
            queue(ERASED_TO_TEAM, recipient=address, language=settings.LANGUAGE_CODE, payload=payload)


def _asks(purpose: str) -> Any:
    def context(row: OutboxRow) -> dict[str, Any]:
        application = application_of(row)
        link = Link.objects.get(purpose=purpose, object_key=str(application.key))
        side = "alt" if purpose == EMAIL_OLD_LINK else "neu"
        return {
            **letterhead(application.organisation, row),
            "application": application,
            "url": absolute(reverse("sign_up:open_email", args=[side, links.token(link)])),
            "expires_at": link.expires_at,
        }

    return context


def _waits(side: str) -> Any:
    def still_true(row: OutboxRow) -> bool:
        open_ones = EmailChange.objects.filter(pk=row.payload["change"], expires_at__gt=timezone.now())
        return open_ones.filter(**{f"{side}_agreed_at": None}).exists()

    return still_true


def _without_link(row: OutboxRow) -> dict[str, Any]:
    """The old mailbox may be somebody else's by now: no link, no name."""
    application = application_of(row)
    return {**letterhead(application.organisation, row), "application": application}


def _about_request(row: OutboxRow) -> dict[str, Any]:
    request = ErasureRequest.objects.get(pk=row.payload["request"])
    return {**for_applicant(row), "request": request}


def _about_nothing_left(row: OutboxRow) -> dict[str, Any]:
    host = HostOrganisation.objects.get(pk=row.payload["organisation"])
    known = {key: row.payload.get(key, "") for key in ("number", "place", "kept")}
    return {**letterhead(host, row), **known, "years": number("funding.years"), **struck_out(row, host)}


def _to_team_about_nothing_left(row: OutboxRow) -> dict[str, Any]:
    context = _about_nothing_left(row)
    return {**context, "sender_name": "", "reply_to": None, "url": absolute(reverse("desk:queue"))}


def _request_sample() -> dict[str, Any]:
    reason = gettext("Den Nachweis über den Kurs müssen wir fünf Jahre aufbewahren.")
    return {**words.person_sample(), "request": {"due_on": timezone.localdate(), "reason": reason}}


def _nothing_sample() -> dict[str, Any]:
    return {**words.team_sample(), "number": "K7M-3QX", "place": "Musterstadt", "kept": True, "years": 5}


OWN: dict[str, Handler] = {
    EMAIL_OLD: mail_handler(
        "volunteering/email_old", _asks(EMAIL_OLD_LINK), still_true=_waits("old"),
        describes=_("Neue E-Mail-Adresse: Frage an die bisherige"), button=_("Änderung ansehen"),
        sample=words.confirm_sample,
    ),
    EMAIL_NEW: mail_handler(
        "volunteering/email_new", _asks(EMAIL_NEW_LINK), still_true=_waits("new"),
        describes=_("Neue E-Mail-Adresse: Frage an die neue"), button=_("Adresse bestätigen"),
        sample=words.confirm_sample,
    ),
    EMAIL_CHANGED: person_mail(
        "volunteering/email_changed", for_applicant, still_true=exists,
        describes=_("Die neue E-Mail-Adresse gilt"), placeholders={},
    ),
    EMAIL_TAKEN_AWAY: person_mail(
        "volunteering/email_taken_away", _without_link, still_true=exists,
        describes=_("Das Team hat eine andere E-Mail-Adresse eingetragen"), placeholders={}, button="",
    ),
    ERASURE_ASKED: person_mail(
        "volunteering/erasure_asked", _about_request, still_true=exists,
        describes=_("Bestätigung, dass die Löschung verlangt ist"), placeholders={}, sample=_request_sample,
    ),
    ERASURE_ASKED_TO_TEAM: team_mail(
        "volunteering/erasure_asked_to_team", for_team, still_true=exists,
        describes=_("Löschung verlangt"), placeholders={},
    ),
    ERASURE_REFUSED: person_mail(
        "volunteering/erasure_refused", _about_request, still_true=exists,
        describes=_("Antwort, dass nicht gelöscht wird"), placeholders={}, sample=_request_sample,
    ),
    ERASED: mail_handler(
        "volunteering/erased", _about_nothing_left, describes=_("Bestätigung, dass gelöscht ist"),
        sample=_nothing_sample, farewell=True,
    ),
    ERASED_TO_TEAM: mail_handler(
        "volunteering/erased_to_team", _to_team_about_nothing_left, audience=Audience.TEAM,
        describes=_("Bewerbung auf Wunsch der Person gelöscht"), button=_("Zum Schreibtisch"),
        sample=_nothing_sample,
    ),
}  # fmt: skip
