"""Reads about places and waiting lists."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.courses.selectors import runs_open_to
from cms_apps.enrolments.enums import (
    CAME_STATES,
    HOLDING_STATES,
    LIVE_STATES,
    TURNED_DOWN_STATES,
    EnrolmentState,
)
from cms_apps.enrolments.models import Enrolment, EnrolmentHistory, Registration
from cms_apps.volunteers.models import Volunteer


def places_of(volunteer_id: int | None) -> QuerySet[Enrolment]:
    """Every place that a volunteer has, had or waited for, each with its run."""
    return Enrolment.objects.filter(volunteer=volunteer_id, volunteer__isnull=False).select_related(
        "run__organisation", "volunteer"
    )


def last_places(volunteer_id: int | None) -> list[Enrolment]:
    """The last word on each run that somebody was ever in or waited for, with its dates. Two queries."""
    rows = places_of(volunteer_id).prefetch_related("run__dates").order_by("pk")
    return list({one.run_id: one for one in rows}.values())


def changes_by_run(volunteer_id: int | None) -> dict[int, int]:
    """How often the places of somebody changed since they first joined a run; it never falls. One query."""
    rows = EnrolmentHistory.objects.filter(subject__volunteer=volunteer_id, subject__volunteer__isnull=False)
    counted = rows.order_by().values_list("subject__run").annotate(number=Count("pk"))
    return {run: number - 1 for run, number in counted}


def live_enrolments(volunteer_id: int | None) -> QuerySet[Enrolment]:
    """The places that a volunteer has, is offered or waits for, soonest first.

    Each with its run, `need`, `starts_on`, and `position` on the waiting list (1 is next; None when not waiting).
    """
    rows = Enrolment.objects.filter(volunteer=volunteer_id, state__in=LIVE_STATES)
    return (
        rows.select_related("run__organisation", "volunteer", "need")
        .annotate(starts_on=Min("run__dates__starts_at"), position=_position())
        .order_by("starts_on", "pk")
    )


def courses_of(volunteers: Iterable[int]) -> QuerySet[Enrolment]:
    """What these people are in, wait for or came to, soonest first: each with its run, `starts_on` and `position`."""
    rows = Enrolment.objects.filter(volunteer__in=list(volunteers), state__in=LIVE_STATES | CAME_STATES)
    return (
        rows.select_related("run")
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
    """Everybody who has a place in a run, is offered one, waits for or asked for one: in this order."""
    place_first = Case(
        When(state=EnrolmentState.ENROLLED, then=0),
        When(state=EnrolmentState.OFFERED, then=1),
        When(state=EnrolmentState.WAITING, then=2),
        default=3,
    )
    rows = Enrolment.objects.filter(run=run_id, state__in=LIVE_STATES)
    return rows.select_related("volunteer__organisation").order_by(place_first, "-turned_down", "pk")


def runs_for(volunteer: Volunteer) -> QuerySet[CourseRun]:
    """Runs in which a volunteer may enrol now: those open to their organisation, without those they are in.

    Nor those that did not let them in: whoever leads one may still enter them.
    """
    settled = LIVE_STATES | {EnrolmentState.DECLINED}
    theirs = Enrolment.objects.filter(volunteer=volunteer, state__in=settled)
    return runs_open_to(volunteer.organisation_id).exclude(pk__in=theirs.values("run"))


def at_the_same_time(run: CourseRun, volunteer_ids: Iterable[int | None]) -> dict[int, list[Enrolment]]:
    """By person the other places, had or hoped for, whose run has a date at the same time as one of `run`. One query."""
    ours = CourseDate.objects.filter(
        run=run, starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at")
    )
    theirs = CourseDate.objects.filter(Exists(ours), run=OuterRef("run"))
    rows = Enrolment.objects.filter(
        Exists(theirs), volunteer__in=[one for one in volunteer_ids if one], state__in=LIVE_STATES
    )
    found: dict[int, list[Enrolment]] = {}
    for one in rows.exclude(run=run).select_related("run").order_by("pk"):
        found.setdefault(one.volunteer_id, []).append(one)
    return found


def held_by_organisation(
    run_ids: Iterable[int], organisation_ids: Iterable[int]
) -> dict[tuple[int, int], int]:
    """How many places of these runs people of these organisations hold, by run and organisation. One query."""
    rows = Enrolment.objects.filter(
        run__in=list(run_ids), volunteer__organisation__in=list(organisation_ids), state__in=HOLDING_STATES
    )
    counted = rows.order_by().values_list("run", "volunteer__organisation").annotate(number=Count("pk"))
    return {(run, host): number for run, host, number in counted}


def with_waiting(runs: QuerySet[CourseRun]) -> QuerySet[CourseRun]:
    """Add `waiting` and `asked`: how many wait for a place in each run, guests of an event among them, and about how many somebody must decide."""
    waiting, asked = (
        Enrolment.objects.filter(run=OuterRef("pk"), state=state)
        for state in (EnrolmentState.WAITING, EnrolmentState.ASKED)
    )
    guests = Registration.objects.waiting().filter(run=OuterRef("pk"))
    return runs.annotate(
        waiting=Coalesce(Subquery(_count(waiting, "run")), 0) + Coalesce(Subquery(_count(guests, "run")), 0),
        asked=Coalesce(Subquery(_count(asked, "run")), 0),
    )


def _position() -> Subquery:
    waiting = Enrolment.objects.filter(run=OuterRef("run"), state=EnrolmentState.WAITING)
    alike = Q(turned_down=OuterRef("turned_down"), pk__lte=OuterRef("pk"))
    before = waiting.filter(Q(turned_down__gt=OuterRef("turned_down")) | alike, state=OuterRef("state"))
    return Subquery(_count(before, "run"))


def _count(rows: QuerySet[Any], by: str) -> QuerySet[Any, dict[str, int]]:
    return rows.order_by().values(by).annotate(number=Count("pk")).values("number")
