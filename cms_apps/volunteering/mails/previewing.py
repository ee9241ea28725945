"""Mails seen before they are sent: a Träger's text with the data of one application, or those of several at once."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation

from cms_apps.enrolments.models import Enrolment
from cms_apps.links.masking import HIDDEN, mask
from cms_apps.notifications.kinds import MailHandler, mail_kinds
from cms_apps.notifications.mail import absolute
from cms_apps.notifications.preview import preview
from cms_apps.notifications.writing import Text, texts_for, write
from cms_apps.organisations.mails import letterhead, own_text, sender_of
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.enums import MessageKind
from cms_apps.volunteering.models import Application, Message

logger = logging.getLogger("vielfalt.mails")


@dataclass(frozen=True)
class Preview:
    """What one person will read; the secret key of a link is masked. `first` in its language."""

    application: Application
    subject: str
    body: str
    first: bool


def previews(
    kind: str, applications: Sequence[Application], message_for: Callable[[Application], str]
) -> list[Preview]:
    """One kind of mail to each of these people, in their language, with what they would be told.

    Costs the same for any number of people of one organisation and language.
    """
    handler, questions = mail_kinds()[kind], _questions(applications)

    @cache
    def texts(organisation: int, language: str) -> list[Text]:
        return texts_for(kind, handler, language, own_text(organisation, kind, language))

    shown, seen = [], set()
    for one in applications:
        language = one.language
        with translation.override(language):
            one.decision_message = message_for(one)  # not saved
            context = {**_person(one), "question": questions.get(one.pk, "")}
            written = write(kind, handler, language, context, texts(one.organisation_id, language))
        shown.append(Preview(one, written.subject, mask(written.body), first=language not in seen))
        seen.add(language)
    return shown


def _person(application: Application) -> dict[str, Any]:
    return {
        **sender_of(application.organisation),
        "application": application,
        "status_url": absolute(reverse("sign_up:open_status", args=[HIDDEN])),
        "enrolments": [],
        "course": "",
    }


def _questions(applications: Sequence[Application]) -> dict[int, str]:
    """The last question to each."""
    rows = Message.objects.filter(application__in=[one.pk for one in applications], kind=MessageKind.QUESTION)
    return dict(rows.order_by("pk").values_list("application", "text"))


def preview_for_team(
    kind: str,
    handler: MailHandler,
    language: str,
    *,
    organisation: HostOrganisation,
    application: Application | None,
    text: Text | None,
) -> dict[str, Any]:
    """As `preview`; `invented` says that the application has nothing of what this mail is about."""
    row = OutboxRow(kind=kind, language=language, created_at=timezone.now())
    with translation.override(language):
        invented = {**handler.sample(), **letterhead(organisation, row)}
    if application is not None:
        try:
            real = handler.context(_about(row, application))
            return {**preview(kind, handler, language, real, text), "invented": False}
        except Exception as error:  # noqa: BLE001 -- the application has not come that far: no talk, no place
            logger.info("no preview of %s with real data: %s", kind, type(error).__name__)
    return {**preview(kind, handler, language, invented, text), "invented": True}


def _about(row: OutboxRow, application: Application) -> OutboxRow:
    place = Enrolment.objects.filter(volunteer=application.volunteer_id).select_related("run").last()
    row.recipient = application.email
    row.payload = {
        "application": application.pk,
        "enrolment": place.pk if place else None,
        "course": place.run.title if place else "",
    }
    return row
