"""What the clock does before a course or an event: reminds those who have a place, of each date as it is, once."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cms_apps.courses.enums import CHANGEABLE_STATES
from cms_apps.courses.models import CourseDate
from cms_apps.enrolments import mails
from cms_apps.enrolments.enums import EnrolmentState, ReminderKind
from cms_apps.enrolments.mails import registration
from cms_apps.enrolments.models import CourseReminder, Enrolment, GuestReminder, Registration
from cms_apps.parameters.selectors import number, parameter

YES = "ja"


def remind_of_courses() -> int:
    """Remind of what begins within `course.remind_days`, and again `course.remind_again_days` before; returns how many.

    Of the later dates of a course only where `course.remind_each` says so. Who got the place after the day of a reminder
    has just read the dates, and gets none.
    """
    again = timedelta(days=number("course.remind_again_days"))
    early = max(timedelta(days=number("course.remind_days")), again)
    nobody_waits = timedelta()
    told = sum(_remind_all(one, ReminderKind.EARLY, early) for one in _begin_within(again, early))
    every = parameter("course.remind_each") == YES
    return told + sum(
        _remind_all(one, ReminderKind.AGAIN, again) for one in _begin_within(nobody_waits, again, every=every)
    )


def _begin_within(least: timedelta, most: timedelta, *, every: bool = False) -> QuerySet[CourseDate]:
    """Dates of courses that are held; the first of each alone, unless `every` one is wanted."""
    now = timezone.now()
    rows = CourseDate.objects.filter(
        starts_at__gt=now + least, starts_at__lte=now + most, run__state__in=CHANGEABLE_STATES
    )
    if not every:
        in_order = CourseDate.objects.filter(run=OuterRef("run")).order_by("starts_at", "pk")
        rows = rows.annotate(first=Subquery(in_order.values("pk")[:1])).filter(pk=F("first"))
    return rows.order_by("starts_at", "pk")


def _remind_all(date: CourseDate, kind: ReminderKind, before: timedelta) -> int:
    since = date.starts_at - before
    people = _not_told(CourseReminder, "enrolment", date, kind)
    places = Enrolment.objects.filter(
        people, run=date.run_id, state=EnrolmentState.ENROLLED, state_since__lte=since
    )
    with_address = places.exclude(volunteer__email="").select_related("volunteer")
    told = sum(_remind(one, date, kind) for one in with_address.order_by("pk"))
    guests = Registration.objects.with_place().filter(
        _not_told(GuestReminder, "registration", date, kind), run=date.run_id, place_since__lte=since
    )
    return told + sum(_remind_guest(one, date, kind) for one in guests.order_by("pk"))


def _not_told(
    reminders: type[CourseReminder | GuestReminder], whom: str, date: CourseDate, kind: ReminderKind
) -> Q:
    told = reminders._default_manager.filter(  # noqa: SLF001
        **{whom: OuterRef("pk")}, date=date, kind=kind, starts_at=date.starts_at
    )
    return ~Q(Exists(told))


@transaction.atomic
def _remind(place: Enrolment, date: CourseDate, kind: ReminderKind) -> bool:
    # The row is the lock: of two workers one makes it.
    _row, is_new = CourseReminder.objects.get_or_create(
        enrolment=place, date=date, kind=kind, starts_at=date.starts_at
    )
    if is_new:
        mails.to_person(mails.REMINDER, place, **_payload(date))
    return is_new


@transaction.atomic
def _remind_guest(guest: Registration, date: CourseDate, kind: ReminderKind) -> bool:
    _row, is_new = GuestReminder.objects.get_or_create(
        registration=guest, date=date, kind=kind, starts_at=date.starts_at
    )
    if is_new:
        registration.to_guest(registration.REMINDER, guest, **_payload(date))
    return is_new


def _payload(date: CourseDate) -> dict[str, Any]:
    return {"date": date.pk, "starts_at": date.starts_at.isoformat()}
