"""Guests of an event: registered, confirmed, given a place or let wait, told what changes, forgotten."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.errors import RunNotOpen
from cms_apps.enrolments.mails import registration as mails
from cms_apps.enrolments.models import GuestReminder, Registration
from cms_apps.enrolments.services.seats import NO_ORGANISATION, free_seat, hold_run, take_seat
from cms_apps.foundation import counters
from cms_apps.foundation.privacy import DeletionRule, SubjectKind
from cms_apps.links import services as links
from cms_apps.outbox.services import forget
from cms_apps.parameters.selectors import number
from cms_apps.privacy.rules import days_ago
from cms_apps.privacy.services import forget_access, note_erasure
from cms_apps.workflow.errors import StaleState

PER_ADDRESS, KEEP, SUBJECT = "mails_per_hour", "registration.keep_days", "registration"
UNCONFIRMED = timedelta(days=7)


@transaction.atomic
def register(run: CourseRun, *, name: str, email: str, language: str) -> Registration:
    """Keep the wish to come and ask the mailbox; once more for the same address it is the same registration.

    Raises RunNotOpen.
    """
    if not CourseRun.objects.open_for_enrolment().for_everybody().filter(pk=run.pk).exists():
        raise RunNotOpen
    guest, _is_new = Registration.objects.get_or_create(
        run=run, email=email, ended_at=None, defaults={"name": name, "language": language}
    )
    links.issue(mails.REGISTRATION_LINK, str(guest.key))
    if counters.count(PER_ADDRESS, email, most=number(PER_ADDRESS)):
        mails.to_guest(_mail_of(guest), guest)
    return guest


@transaction.atomic
def confirm_registration(guest: Registration) -> Registration:
    """Give the guest a place, or the end of the waiting list. Raises StaleState the second time, or RunNotOpen."""
    hold_run(guest.run_id)
    fresh = Registration.objects.filter(pk=guest.pk, confirmed_at=None, ended_at=None)
    if not fresh.exists():
        raise StaleState
    if not CourseRun.objects.open_for_enrolment().filter(pk=guest.run_id).exists():
        raise RunNotOpen
    now = timezone.now()
    seated = take_seat(guest.run, NO_ORGANISATION)
    fresh.update(confirmed_at=now, place_since=now if seated else None)
    guest.refresh_from_db()
    mails.to_guest(_mail_of(guest), guest)
    return guest


@transaction.atomic
def end_registration(guest: Registration) -> Registration:
    """Give the place back to whoever waits, or leave the list. Raises StaleState the second time."""
    hold_run(guest.run_id)
    guest.refresh_from_db()
    if not Registration.objects.filter(pk=guest.pk, ended_at=None).update(ended_at=timezone.now()):
        raise StaleState
    if guest.has_place:
        free_seat(guest.run_id)
    guest.refresh_from_db()
    return guest


def call_off_guests(run: CourseRun) -> None:
    """End every registration of a run that is called off, and tell those who confirmed; the caller holds the run."""
    guests = list(Registration.objects.filter(run=run).live())
    held = sum(one.has_place for one in guests)
    Registration.objects.filter(run=run, ended_at=None).update(ended_at=timezone.now())
    CourseRun.objects.filter(pk=run.pk).update(taken=F("taken") - held)
    for one in guests:
        mails.to_guest(mails.CALLED_OFF, one)


def tell_guests_of_move(run: CourseRun, struck: list[dict[str, Any]]) -> None:
    """Tell everybody who confirmed that dates or place are new; `struck` are the dates that are gone."""
    for one in Registration.objects.filter(run=run).live():
        mails.to_guest(mails.MOVED, one, struck=struck)


NEWS = timedelta(days=1)  # later it is none: so old lists close silently when an installation gets this


def close_guest_lists() -> int:
    """Tell guests who still wait when their event has begun that no place became free; returns how many."""
    begun = CourseRun.objects.with_dates().filter(starts_on__lte=timezone.now())
    waiting = Registration.objects.waiting().filter(run__in=begun.values("pk"))
    begins = dict(begun.values_list("pk", "starts_on"))
    return sum(_close_list_for(one, timezone.localdate(begins[one.run_id])) for one in waiting)


@transaction.atomic
def _close_list_for(guest: Registration, begun_on: date) -> bool:
    hold_run(guest.run_id)  # else somebody to whom a place is given at this moment would lose it
    still = Registration.objects.filter(pk=guest.pk, ended_at=None, place_since=None)
    if not still.update(ended_at=timezone.now()):
        return False
    if begun_on >= timezone.localdate() - NEWS:
        mails.to_guest(mails.LIST_CLOSED, guest)
    return True


def delete_old_registrations() -> int:
    """Delete those of events whose last date is longer ago than `registration.keep_days`, and what nobody confirmed.

    Returns how many.
    """
    return sum(_delete_if_old(one.pk, one.run_id) for one in _old_registrations())


@transaction.atomic
def erase_registration(key: str) -> bool:
    """Erase the registration with this key, and free its place; whether there was one."""
    guest = _registration(key)
    if guest is None:
        return False
    note_erasure(SUBJECT, str(guest.key))
    hold_run(guest.run_id)
    guest.refresh_from_db()
    if not guest.is_over:
        end_registration(guest)
    _delete(guest)
    return True


def export_registration(key: str) -> bytes | None:
    """All that is kept of the registration with this key, as JSON."""
    guest = _registration(key)
    if guest is None:
        return None
    names = ("name", "email", "language", "created_at", "confirmed_at", "place_since", "ended_at")
    reminders = list(
        GuestReminder.objects.filter(registration=guest).order_by("pk").values("kind", "starts_at", "at")
    )
    own = {name: getattr(guest, name) for name in names}
    data = {"event": guest.run.title, **own, "reminders": reminders}
    about = {"made_at": timezone.now(), "controller": guest.run.organisation.name, "data": data}
    return json.dumps(about, ensure_ascii=False, indent=2, default=str).encode()


RULE = DeletionRule(
    name="enrolments.registrations", what=_("Anmeldungen zu Veranstaltungen"), after=_("nach der Veranstaltung"),
    parameter=KEEP, keep=delete_old_registrations,
)  # fmt: skip
SUBJECTS = (
    SubjectKind(SUBJECT, _("eine Anmeldung zu einer Veranstaltung"), erase_registration, export_registration),
)


def _mail_of(guest: Registration) -> str:
    """What somebody has to know now."""
    if not guest.is_confirmed:
        return mails.CONFIRM
    return mails.PLACE if guest.has_place else mails.WAITING


def _old_registrations() -> QuerySet[Registration]:
    ended = Q(last__lt=days_ago(KEEP))
    unconfirmed = Q(confirmed_at=None, created_at__lt=timezone.now() - UNCONFIRMED)
    given_back = Q(ended_at__lt=days_ago(KEEP))
    rows = Registration.objects.annotate(last=Max("run__dates__ends_at"))
    return rows.filter(ended | unconfirmed | given_back)


@transaction.atomic
def _delete_if_old(key: int, run_id: int) -> bool:
    hold_run(run_id)  # else one that is confirmed at this moment would go, and its place never be freed
    guest = _old_registrations().filter(pk=key).first()
    if guest is None:
        return False
    _delete(guest)
    return True


def _delete(guest: Registration) -> None:
    links.forget(str(guest.key))
    forget(guest.subject_key)
    forget_access(guest.subject_key)
    guest.delete()


def _registration(key: str) -> Registration | None:
    try:
        found = Registration.objects.filter(key=UUID(key))
    except ValueError:
        return None
    return found.select_related("run__organisation").first()
