"""What went to whom about one application, as its team may see it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms_apps.notifications.enums import Audience
from cms_apps.notifications.kinds import MailHandler, described, mail_kinds
from cms_apps.outbox.models import LOST, Delivery, OutboxRow
from cms_apps.volunteering.models import Application

MOST_SHOWN = 50
TONE = {
    Delivery.WAITING: "wait",
    Delivery.HELD: "wait",
    Delivery.DELIVERED: "done",
    Delivery.GATHERED: "done",
    Delivery.LETTER: "wait",
    Delivery.POSTED: "done",
    Delivery.DEAD: "late",
    Delivery.BOUNCED: "late",
}
WHY_LOST = {
    Delivery.DEAD: _("Das Postfach hat die Mail nicht angenommen."),
    Delivery.BOUNCED: _("Die Mail kam als unzustellbar zurück."),
}


@dataclass(frozen=True)
class MailLine:
    """One mail in words; `address` is empty while contact is closed."""

    pk: int
    what: str
    to: str
    at: datetime
    state: str
    tone: str
    lost: bool
    why: str
    address: str
    again_at: datetime | None
    again_by: str


def mails_of(application: Application) -> QuerySet[OutboxRow]:
    """Every row about the application and the volunteer that came of it."""
    keys = [application.subject_key]
    if application.volunteer_id and application.volunteer:
        keys.append(application.volunteer.subject_key)
    return OutboxRow.objects.filter(subject_key__in=keys)


def mails_about(application: Application) -> list[MailLine]:
    """The newest first; what became pointless before it was sent is left out. Costs one query."""
    rows = mails_of(application).exclude(status=Delivery.DROPPED).order_by("-pk")[:MOST_SHOWN]
    known = mail_kinds()
    return [_line(row, known.get(row.kind), shows_contact=application.contact_shown) for row in rows]


def _line(row: OutboxRow, kind: MailHandler | None, *, shows_contact: bool) -> MailLine:
    audience = Audience(kind.audience) if kind else Audience.PERSON
    status = Delivery(row.status)
    lost = status in LOST
    return MailLine(
        pk=row.pk,
        what=described(row.kind),
        to=str(audience.label),
        at=row.delivered_at or row.created_at,
        state=str(_("kam nicht an") if lost else status.label),
        tone=TONE.get(status, "quiet"),
        lost=lost,
        why=str(WHY_LOST.get(status, "")),
        address=row.recipient if shows_contact and audience == Audience.PERSON else "",
        again_at=row.replayed_at,
        again_by=row.replayed_by,
    )
