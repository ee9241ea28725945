"""What a mail would say, as a letter for whoever has no e-mail address."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms_apps.foundation.typesetting import typeset
from cms_apps.notifications.kinds import MailHandler, described
from cms_apps.notifications.writing import write
from cms_apps.organisations.selectors import Person
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import applications_visible_to

MOST = 200


@dataclass(frozen=True)
class LetterLine:
    """One letter in a list."""

    row: int
    application: Application
    what: str
    at: datetime


def letters_to_print(user: Person) -> list[LetterLine]:
    """The letters of this person's organisations that nobody printed yet, oldest first; two queries."""
    by_key = _by_key(applications_visible_to(user).filter(email="").select_related("volunteer"))
    rows = OutboxRow.objects.filter(status=Delivery.LETTER, subject_key__in=by_key).order_by("pk")[:MOST]
    return [LetterLine(row.pk, by_key[row.subject_key], described(row.kind), row.created_at) for row in rows]


def letter_of(user: Person, row_id: int) -> tuple[OutboxRow, Application] | None:
    """One letter, printed or not, and whose it is; None for what is no longer true or not for these eyes."""
    rows = OutboxRow.objects.filter(status__in=[Delivery.LETTER, Delivery.POSTED], pk=row_id)
    row = rows.first()
    # Asked for also when there is no such letter: a foreign one must cost what a missing one does.
    by_key = _by_key(applications_visible_to(user).filter(email="").select_related("volunteer"))
    if row is None or row.subject_key not in by_key or not handler_of(row.kind).still_true(row):
        return None
    return row, by_key[row.subject_key]


def letter_pdf(row: OutboxRow, application: Application) -> bytes:
    """The letter as a PDF, in the language of the person. Secret links are left out: who has no mail calls."""
    handler = handler_of(row.kind)
    if not isinstance(handler, MailHandler):
        raise TypeError(row.kind)
    with translation.override(row.language):
        written = write(row.kind, handler, row.language, {**handler.context(row), "by_post": True})
        host = application.organisation
        return typeset(
            "letter",
            {
                "title": written.subject,
                "language": row.language,
                "page": [_("Seite"), _("von")],
                "sender": [host.name, host.phone, host.email],
                "recipient": [application.full_name, application.place_name],
                "day": date_format(timezone.localtime(row.created_at), "DATE_FORMAT"),
                "paragraphs": _paragraphs(_without_links(written.body, host.phone)),
            },
        )


def _without_links(body: str, phone: str) -> str:
    link = re.compile(rf"{re.escape(settings.BASE_URL)}\S*")
    return link.sub(_("am Telefon unter %(phone)s") % {"phone": phone}, body)


def _paragraphs(body: str) -> list[list[str]]:
    return [block.split("\n") for block in re.split(r"\n\s*\n", body.strip())]


def _by_key(applications: Iterable[Application]) -> dict[str, Any]:
    found: dict[str, Application] = {}
    for application in applications:
        found[application.subject_key] = application
        if application.volunteer:
            found[application.volunteer.subject_key] = application
    return found
