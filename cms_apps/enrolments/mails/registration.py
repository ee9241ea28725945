"""Mails to guests of an event."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.enums import CHANGEABLE_STATES
from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments.mails.calendar import FILE_NAME, STRUCK_FILE_NAME, date_entry, dates_of
from cms_apps.enrolments.models import Registration
from cms_apps.foundation.calendars import Method, calendar_file
from cms_apps.links import services as links
from cms_apps.notifications.attachments import Attachment, calendar_attachment
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.organisations.mails import sender_of
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import register
from cms_apps.outbox.services import queue

CONFIRM, PLACE = "enrolments.registration_confirm", "enrolments.registration_place"
WAITING, MOVED = "enrolments.registration_waiting", "enrolments.registration_moved"
CALLED_OFF, LIST_CLOSED = "enrolments.registration_called_off", "enrolments.registration_list_closed"
REMINDER = "enrolments.registration_reminder"
REGISTRATION_LINK = "enrolments.registration"
KINDS: dict[str, Any] = {
    CONFIRM: _("Bitte, eine Anmeldung zu bestätigen"),
    PLACE: _("Platz bei einer Veranstaltung"),
    WAITING: _("Warteliste einer Veranstaltung"),
    MOVED: _("Termine oder Ort einer Veranstaltung sind neu"),
    CALLED_OFF: _("Veranstaltung ist abgesagt"),
    REMINDER: _("Erinnerung an eine Veranstaltung"),
    LIST_CLOSED: _("Kein Platz frei geworden, die Veranstaltung hat begonnen"),
}


def to_guest(kind: str, guest: Registration, **more: Any) -> None:
    """In the language of the form."""
    queue(
        kind,
        recipient=guest.email,
        language=guest.language,
        subject_key=guest.subject_key,
        payload={"registration": guest.pk, **more},
    )


def register_mails() -> None:
    """Make the kinds known."""
    for kind, describes in KINDS.items():
        handler = mail_handler(
            kind.replace(".", "/"), _context, still_true=_still_true, describes=describes,
            audience=Audience.PERSON, button=_("Zur Anmeldung"), sample=_sample,
        )  # fmt: skip
        register(kind, handler)


def _context(row: OutboxRow) -> dict[str, Any]:
    guest = Registration.objects.get(pk=row.payload["registration"])
    run = CourseRun.objects.with_dates().select_related("organisation").get(pk=guest.run_id)
    last = run.history.filter(transition="cancel").last()
    return {
        **sender_of(run.organisation),
        "guest": guest,
        "run": run,
        "dates": list(run.dates.all()),
        "date": run.dates.filter(pk=row.payload.get("date")).first(),
        "message": last.note if last and row.kind == CALLED_OFF else "",
        "url": _own_url(guest),
        "attachments": _files(row, guest, run),
    }


def _files(row: OutboxRow, guest: Registration, run: CourseRun) -> list[Attachment]:
    """The dates for those who have a place, and what is to be struck out of their diary."""
    if row.kind == CALLED_OFF:
        return [_file(run, run.dates.all(), Method.CANCEL, FILE_NAME)] if guest.place_since else []
    if not guest.has_place:
        return []
    gone = dates_of(row.payload.get("struck", ()))
    struck = [_file(run, gone, Method.CANCEL, STRUCK_FILE_NAME)] if gone else []
    return [_file(run, run.dates.all(), Method.PUBLISH, FILE_NAME), *struck]


def _file(run: CourseRun, dates: Iterable[CourseDate], method: Method, name: str) -> Attachment:
    entries = [date_entry(run, one, joins=True) for one in dates]
    return calendar_attachment(calendar_file(entries, method=method), name=name, method=method)


def _own_url(guest: Registration) -> str:
    """The secret address of the page that says where it stands."""
    link = links.issue(REGISTRATION_LINK, str(guest.key))
    return absolute(reverse("events:open", args=[links.token(link)]))


def _still_true(row: OutboxRow) -> bool:
    guest = Registration.objects.filter(pk=row.payload["registration"]).first()
    if guest is None:
        return False
    true = {
        CONFIRM: not guest.is_confirmed and not guest.is_over,
        PLACE: guest.has_place,
        WAITING: guest.is_waiting,
        MOVED: guest.has_place or guest.is_waiting,
        CALLED_OFF: guest.is_over,
        REMINDER: guest.has_place and _is_ahead(row),
        LIST_CLOSED: guest.is_over and guest.place_since is None,
    }
    return true[row.kind]


def _is_ahead(row: OutboxRow) -> bool:
    """Whether the date is when it was: a moved one has its own mail and its own reminder."""
    if row.kind != REMINDER:
        return False
    begin = datetime.fromisoformat(row.payload["starts_at"])
    same = CourseDate.objects.filter(pk=row.payload["date"], starts_at=begin, starts_at__gt=timezone.now())
    return same.filter(run__state__in=CHANGEABLE_STATES).exists()


def _sample() -> dict[str, Any]:
    soon = timezone.now().replace(hour=16, minute=0) + timedelta(days=12)
    host = {
        "name": _("Freiwilligenzentrum Musterstadt"),
        "phone": "0611 555 0123",
        "email": "team@beispiel.example",
    }
    run = {"title": _("Netzwerktreffen"), "starts_on": soon, "place_line": "Rathaus, Marktplatz 1"}
    return {
        "organisation": host, "run": run, "guest": {"name": "Amira Beispiel", "has_place": True},
        "dates": [{"starts_at": soon, "place_line": ""}], "message": "",
        "date": {"starts_at": soon, "place_line": ""},
        "url": absolute("/de/veranstaltung-anmelden/link/…/"),
    }  # fmt: skip
