"""Reads about places, waiting lists, and who was there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Min, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments.enums import CAME_STATES, LIVE_STATES, TURNED_DOWN_STATES, EnrolmentState
from cms_apps.enrolments.models import Attendance, Enrolment, EnrolmentHistory
from cms_apps.organisations.selectors import limit
from cms_apps.parameters.selectors import number

MOST_GUESTS = 30


def places_of(volunteer_id: int | None) -> QuerySet[Enrolment]:
    """Every place that a volunteer has, had or waited for, each with its run."""
    return Enrolment.objects.filter(volunteer=volunteer_id, volunteer__isnull=False).select_related(
        "run__organisation", "volunteer"
    )


def live_enrolments(volunteer_id: int | None) -> QuerySet[Enrolment]:
    """The places that a volunteer has, is offered or waits for, soonest first.

    Each with its run, `starts_on`, and `position` on the waiting list (1 is next; None when not waiting).
    """
    rows = Enrolment.objects.filter(volunteer=volunteer_id, state__in=LIVE_STATES)
    return (
        rows.select_related("run__organisation", "volunteer")
        .annotate(starts_on=Min("run__dates__starts_at"), position=_position())
        .order_by("starts_on", "pk")
    )


def attended_places(volunteer_id: int) -> QuerySet[Enrolment]:
    """The places that a volunteer had when their course began: what a funded course is proved with."""
    begun = Q(run__dates__starts_at__lte=timezone.now())
    ended_later = Q(state_since__gte=F("run__dates__starts_at"))
    had = (
        Q(state__in=CAME_STATES)
        | Q(state=EnrolmentState.GIVEN_UP) & ended_later
        | Q(pk__in=_broken_off()) & ended_later
    )
    return Enrolment.objects.filter(begun & had, volunteer=volunteer_id).distinct()


def _broken_off() -> QuerySet[EnrolmentHistory, int]:
    """Places that were taken when the course was called off."""
    rows = EnrolmentHistory.objects.filter(transition="call_off", source=EnrolmentState.ENROLLED)
    return rows.values_list("subject", flat=True)


def waiting_list(run_id: int) -> QuerySet[Enrolment]:
    """Who waits for a place in a run, in the order in which places are offered."""
    rows = Enrolment.objects.filter(run=run_id, state=EnrolmentState.WAITING)
    return rows.select_related("volunteer").order_by("-turned_down", "pk")


def turned_down_before(volunteer_id: int, kind_id: int) -> int:
    """How often somebody came away empty from a course of this kind; none once they had a place in one."""
    rows = Enrolment.objects.filter(volunteer=volunteer_id, run__kind=kind_id)
    attended = attended_places(volunteer_id).values("pk")
    states = [
        EnrolmentState.ENROLLED if was_there else state
        for state, was_there in rows.annotate(was_there=Q(pk__in=attended)).values_list("state", "was_there")
    ]
    return 0 if EnrolmentState.ENROLLED in states else sum(one in TURNED_DOWN_STATES for one in states)


def live_in(run_id: int) -> QuerySet[Enrolment]:
    """Everybody who has a place in a run, is offered one or waits for one, those with a place first, in order."""
    place_first = Case(
        When(state=EnrolmentState.ENROLLED, then=0), When(state=EnrolmentState.OFFERED, then=1), default=2
    )
    rows = Enrolment.objects.filter(run=run_id, state__in=LIVE_STATES)
    return rows.select_related("volunteer__organisation").order_by(place_first, "-turned_down", "pk")


def in_course(run_id: int) -> QuerySet[Enrolment]:
    """As `live_in`, with those who have come to its end."""
    place_first = Case(
        When(state__in=CAME_STATES, then=0), When(state=EnrolmentState.OFFERED, then=1), default=2
    )
    rows = Enrolment.objects.filter(run=run_id, state__in=LIVE_STATES | CAME_STATES)
    return rows.select_related("volunteer__organisation").order_by(place_first, "-turned_down", "pk")


def with_waiting(runs: QuerySet[CourseRun]) -> QuerySet[CourseRun]:
    """Add `waiting`, how many wait for a place in each run."""
    own = Enrolment.objects.filter(run=OuterRef("pk"), state=EnrolmentState.WAITING)
    return runs.annotate(waiting=Coalesce(Subquery(_count(own, "run")), 0))


def _position() -> Subquery:
    waiting = Enrolment.objects.filter(run=OuterRef("run"), state=EnrolmentState.WAITING)
    alike = Q(turned_down=OuterRef("turned_down"), pk__lte=OuterRef("pk"))
    before = waiting.filter(Q(turned_down__gt=OuterRef("turned_down")) | alike, state=OuterRef("state"))
    return Subquery(_count(before, "run"))


def _count(rows: QuerySet[Enrolment], by: str) -> QuerySet[Enrolment, dict[str, int]]:
    return rows.order_by().values(by).annotate(number=Count("pk")).values("number")


@dataclass(frozen=True)
class Standing:
    """How far somebody is with a course: UE attended there and made up elsewhere, of how many, and how many complete it.

    `gaps` is at how many dates nobody has noted whether they were there.
    """

    enrolment: Enrolment
    attended: int
    made_up: int
    total: int
    needed: int
    gaps: int

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
    return [_standing(one, dates, rows.get(one.pk, []), total, -(-share * total // 100)) for one in found]


def standing_of(enrolment: Enrolment) -> Standing:
    """How far one person is."""
    return standings(enrolment.run, [enrolment])[0]


def dates_with_gaps(run: CourseRun) -> list[CourseDate]:
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
    return Standing(enrolment, attended, made_up, total, needed, gaps=len(dates) - len(here))


def _units(rows: QuerySet[CourseDate] | QuerySet[Attendance], by: str, field: str) -> QuerySet[Any, Any]:
    return rows.order_by().values(by).annotate(number=Sum(field)).values("number")
