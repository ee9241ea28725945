"""Reads about who was there, and how far that has brought them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments.enums import CAME_STATES, EnrolmentState
from cms_apps.enrolments.models import Attendance, Enrolment
from cms_apps.organisations.selectors import limit
from cms_apps.parameters.selectors import number

MOST_GUESTS = 30


@dataclass(frozen=True)
class Standing:
    """How far somebody is with a course: UE attended there and made up elsewhere, of how many, and how many complete it.

    `gaps` is at how many dates nobody has noted whether they were there; `last_day` that of the last date, if any.
    """

    enrolment: Enrolment
    attended: int
    made_up: int
    total: int
    needed: int
    gaps: int
    last_day: date | None = None

    @property
    def counted(self) -> int:
        """The UE that count."""
        return self.attended + self.made_up

    @property
    def missing(self) -> int:
        """How many UE are missing for completing it."""
        return max(self.needed - self.counted, 0)


def participants(run_id: int) -> QuerySet[Enrolment]:
    """Whose attendance is noted: those who have a place or had one to the end, and who was there before they gave it up."""
    was_there = Q(attendances__date__run=run_id, attendances__units__gt=0)
    rows = Enrolment.objects.filter(Q(state__in=CAME_STATES) | was_there, run=run_id).distinct()
    return rows.select_related("volunteer__organisation", "run").order_by("volunteer__sort_key", "pk")


def guests(at: CourseDate) -> QuerySet[Enrolment]:
    """Who may make up missed UE at a date, those who do first: people of the same team who missed of its module elsewhere."""
    host = at.run.organisation_id
    own = Q(run__organisation=host) | Q(volunteer__organisation=host)
    missed = Enrolment.objects.filter(
        own,
        state__in=(EnrolmentState.ENROLLED, EnrolmentState.NOT_COMPLETED),
        run__dates__module=at.module_id or 0,
        run__dates__starts_at__lt=at.starts_at,
    ).exclude(run=at.run_id)
    missed = missed.exclude(volunteer__in=participants(at.run_id).order_by().values("volunteer"))
    of_module = CourseDate.objects.filter(run=OuterRef("run"), module=at.module_id)
    there = Attendance.objects.filter(
        enrolment=OuterRef("pk"), date__run=OuterRef("run"), date__module=at.module_id
    )
    here = Attendance.objects.filter(enrolment=OuterRef("pk"), date=at)
    rows = Enrolment.objects.filter(pk__in=missed.values("pk")).annotate(
        held=Coalesce(Subquery(_units(of_module, "run", "teaching_units")), 0),
        had=Coalesce(Subquery(_units(there, "enrolment", "units")), 0),
        here=Coalesce(Subquery(here.values("units")), 0),
    )
    short = rows.filter(Q(had__lt=F("held")) | Q(here__gt=0))
    return short.select_related("volunteer__organisation", "run").order_by(
        "-here", "volunteer__sort_key", "pk"
    )


def standings(run: CourseRun, people: Iterable[Enrolment] | None = None) -> list[Standing]:
    """How far everybody is with a run, alphabetically. Three queries, however many they are.

    UE made up count up to what the person missed of that module, so nobody completes a course by one module twice.
    """
    found = list(participants(run.pk) if people is None else people)
    dates = list(run.dates.all())
    total = sum(one.teaching_units for one in dates)
    share = limit(run.organisation, "completion.share")
    rows: dict[int, list[Attendance]] = {}
    for row in Attendance.objects.filter(enrolment__in=[one.pk for one in found]).select_related("date"):
        rows.setdefault(row.enrolment_id, []).append(row)
    needed, days = -(-share * total // 100), [timezone.localdate(one.starts_at) for one in dates]
    last_day = max(days, default=None)
    return [
        replace(_standing(one, dates, rows.get(one.pk, []), total, needed), last_day=last_day)
        for one in found
    ]


def standing_of(enrolment: Enrolment) -> Standing:
    """How far one person is."""
    return standings(enrolment.run, [enrolment])[0]


def standings_of(enrolments: QuerySet[Enrolment]) -> list[Standing]:
    """How far somebody was with each of their courses, whatever the run. Four queries, however many they are."""
    rows = enrolments.select_related("run__organisation", "run__kind")
    found = []
    for one in rows.prefetch_related("run__dates", "attendances__date"):
        dates = list(one.run.dates.all())
        total = sum(date.teaching_units for date in dates)
        needed = -(-limit(one.run.organisation, "completion.share") * total // 100)
        found.append(_standing(one, dates, list(one.attendances.all()), total, needed))
    return found


def dates_as_noted(run: CourseRun) -> list[CourseDate]:
    """The dates of a run in order; each knows how many `noted` there are of its own people, and `guests` who made up."""
    own = Count("attendances", filter=Q(attendances__enrolment__run=F("run")), distinct=True)
    other = Count(
        "attendances",
        filter=~Q(attendances__enrolment__run=F("run")) & Q(attendances__units__gt=0),
        distinct=True,
    )
    return list(run.dates.select_related("module").annotate(noted=own, guests=other).order_by("starts_at"))


def list_closes_on(run: CourseRun) -> date:
    """The last day on which attendance can be noted."""
    last = run.dates.order_by("starts_at").last()
    end = timezone.localdate(last.starts_at) if last else timezone.localdate()
    return end + timedelta(days=number("attendance.lock_days"))


def _standing(
    enrolment: Enrolment, dates: list[CourseDate], rows: list[Attendance], total: int, needed: int
) -> Standing:
    own = {one.pk for one in dates}
    here = [row for row in rows if row.date_id in own]
    room = Counter({one.module_id: 0 for one in dates})
    for one in dates:
        room[one.module_id] += one.teaching_units
    for row in here:
        room[row.date.module_id] -= row.units
    elsewhere: Counter[int | None] = Counter()
    for row in rows:
        if row.date_id not in own:
            elsewhere[row.date.module_id] += row.units
    made_up = sum(min(units, max(room[module], 0)) for module, units in elsewhere.items())
    attended = sum(row.units for row in here)
    return Standing(enrolment, attended, made_up, total, needed, len(dates) - len(here))


def _units(rows: QuerySet[CourseDate] | QuerySet[Attendance], by: str, field: str) -> QuerySet[Any, Any]:
    return rows.order_by().values(by).annotate(number=Sum(field)).values("number")
