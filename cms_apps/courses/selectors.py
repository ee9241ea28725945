"""Reads about course runs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db.models import DateField, DateTimeField, Exists, F, Max, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from cms_apps.courses.enums import CLOSED_STATES, SHOWN_STATES, RunState
from cms_apps.courses.models import (
    CourseDate,
    CourseKind,
    CourseModule,
    CourseRun,
    CourseRunHistory,
    SeatQuota,
)
from cms_apps.courses.models.run import CourseRunQuerySet
from cms_apps.foundation.prepared import Prepared
from cms_apps.organisations.enums import OrganisationKind
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Near, Person, organisations_near, organisations_of
from cms_apps.places.models import Municipality

MOST_OFFERS = 3
PAGE_SIZE, LONGEST_KEY = 25, 10
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
NOW = {"now": DateTimeField(), "today": DateField()}


@dataclass(frozen=True)
class Offer:
    """Somebody who takes people near a place, and the next course of their own."""

    near: Near
    run: CourseRun | None


def public_runs(**at: Any) -> QuerySet[CourseRun]:
    """All courses that take people now, full ones too, events are none; each knows `starts_on`, its kind and organisation."""
    runs = CourseRun.objects.open_for_enrolment(**at).exclude(kind__for_everybody=True)
    return runs.select_related("organisation", "kind").order_by("pk")


def next_public_runs(limit: int) -> list[CourseRun]:
    """The next of `public_runs` (full ones have a waiting list), soonest first."""
    return _next_runs(limit).rows(**_now())


def public_events(limit: int) -> list[CourseRun]:
    """The next events for which everybody may register, full ones too; each knows `starts_on` and its organisation."""
    return _next_events(limit).rows(**_now())


@cache
def _next_runs(limit: int) -> Prepared[CourseRun]:
    return Prepared(lambda **at: public_runs(**at).order_by("starts_on", "pk")[:limit], **NOW)


@cache
def _next_events(limit: int) -> Prepared[CourseRun]:
    def events(**at: Any) -> QuerySet[CourseRun]:
        runs = CourseRun.objects.open_for_enrolment(**at).for_everybody()
        return runs.select_related("organisation").order_by("starts_on", "pk")[:limit]

    return Prepared(events, **NOW)


def _now() -> dict[str, Any]:
    return {"now": timezone.now(), "today": timezone.localdate()}


def shown_run(pk: int) -> CourseRun | None:
    """A run for its public page, with its dates: while it takes people or is under way, and once called off until its dates
    are over. It knows `starts_on`, `teaching_units` and whether it `takes_people`.
    """
    rows = CourseRun.objects.with_dates().filter(pk=pk)
    ahead = Q(ends_on__gt=timezone.now())
    # What was called off while it was only planned was never public.
    told_of = Q(pk__in=CourseRunHistory.objects.filter(transition="open").values("subject"))
    shown = Q(state__in=SHOWN_STATES) | Q(state=RunState.CANCELLED) & told_of
    taking = CourseRun.objects.open_for_enrolment().filter(pk=OuterRef("pk"))
    return (
        rows.filter(ahead & shown)
        .annotate(takes_people=Exists(taking))
        .select_related("organisation", "kind")
        .prefetch_related("dates__module")
        .first()
    )


def shown_courses() -> QuerySet[CourseRun]:
    """Every course that has a public page and is not called off, events are none; each knows when it `changed_at`."""
    ahead = Exists(CourseDate.objects.filter(run=OuterRef("pk"), ends_at__gt=timezone.now()))
    rows = CourseRun.objects.filter(ahead, state__in=SHOWN_STATES).exclude(kind__for_everybody=True)
    return rows.annotate(changed_at=Coalesce(Max("history__at"), F("state_since"))).order_by("pk")


def dates_of(run: CourseRun) -> list[CourseDate]:
    """The dates of a run in their order; no query where they were read with it."""
    return sorted(run.dates.all(), key=lambda one: (one.starts_at, one.pk))


def guests_may_register(run_id: int) -> bool:
    """Whether an event takes people without an account now."""
    return CourseRun.objects.open_for_enrolment().for_everybody().filter(pk=run_id).exists()


def runs_offered_by(organisation_id: int) -> QuerySet[CourseRun]:
    """Runs that an applicant of this organisation may wish for: its own and the centre's for new people, full ones too."""
    return runs_open_to(organisation_id).for_new_people()


def runs_open_to(organisation_id: int) -> CourseRunQuerySet:
    """Runs that people of this organisation may enrol in: its own and the centre's, full ones too, soonest first."""
    own_or_central = Q(organisation=organisation_id) | Q(organisation__kind=OrganisationKind.CENTRE)
    runs = CourseRun.objects.open_for_enrolment().filter(own_or_central)
    return runs.select_related("organisation", "kind").order_by("starts_on", "pk")


def central_runs() -> CourseRunQuerySet:
    """The centre's runs that take people now, soonest first."""
    runs = CourseRun.objects.open_for_enrolment().filter(organisation__kind=OrganisationKind.CENTRE)
    return runs.select_related("organisation", "kind").order_by("starts_on", "pk")


def offers_near(municipality: Municipality | None, *, code: str, within: int, without: int) -> list[Offer]:
    """The three nearest who take people now, as `organisations_near`, each with its next course. Three queries."""
    near = organisations_near(municipality, code=code, within=within, without=without)[:MOST_OFFERS]
    runs = next_runs_of([one.organisation.pk for one in near]) if near else {}
    own = {pk: run for pk, run in runs.items() if run.organisation_id == pk}
    return [Offer(one, own.get(one.organisation.pk)) for one in near]


def next_runs_of(organisations: Collection[int]) -> dict[int, CourseRun]:
    """The next run that takes new people, by organisation; the centre's stands in for those without one. One query."""
    theirs = Q(organisation__in=organisations) | Q(organisation__kind=OrganisationKind.CENTRE)
    runs = (
        CourseRun.objects.open_for_enrolment().for_new_people().filter(theirs).select_related("organisation")
    )
    first: dict[int, CourseRun] = {}
    central: CourseRun | None = None
    for run in runs.order_by("starts_on", "pk"):
        first.setdefault(run.organisation_id, run)
        central = central or (run if run.organisation.is_centre else None)
    found = {pk: first.get(pk) or central for pk in organisations}
    return {pk: run for pk, run in found.items() if run}


@dataclass(frozen=True)
class RunPage:
    """One page of the list at the desk; `next_after` is the key of its last row, empty at the end."""

    rows: list[CourseRun]
    next_after: str
    is_first: bool


def runs_visible_to(user: Person) -> QuerySet[CourseRun]:
    """The runs of the organisations for which this person works."""
    return CourseRun.objects.filter(organisation__in=organisations_of(user))


def runs_at_desk(organisations: Collection[HostOrganisation], *, closed: bool) -> QuerySet[CourseRun]:
    """The runs of these organisations that need an eye, or the others; each knows `begins` and its kind."""
    rows = CourseRun.objects.filter(organisation__in=[one.pk for one in organisations])
    rows = rows.filter(state__in=CLOSED_STATES) if closed else rows.exclude(state__in=CLOSED_STATES)
    return rows.select_related("organisation", "kind").annotate(
        begins=Coalesce(Min("dates__starts_at"), Value(NEVER))
    )


def run_page(runs: QuerySet[CourseRun], *, after: str) -> RunPage:
    """A page of `runs_at_desk`, soonest first; `after` is the key of the last row before. Two queries at most."""
    at = runs.filter(pk=after) if after.isdecimal() and len(after) < LONGEST_KEY else runs.none()
    last = at.values_list("begins", "pk").first()  # type: ignore[misc]
    if last:
        runs = runs.filter(Q(begins__gt=last[0]) | Q(begins=last[0], pk__gt=last[1]))
    found = list(runs.order_by("begins", "pk")[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    return RunPage(found, next_after=str(found[-1].pk) if more else "", is_first=last is None)


def quotas_of(run: CourseRun) -> list[SeatQuota]:
    """The seats of a run that are kept, by the name of the organisation."""
    return list(run.quotas.select_related("organisation").order_by("organisation__sort_key"))


def kinds() -> QuerySet[CourseKind]:
    """Every kind of course, alphabetically."""
    return CourseKind.objects.order_by("sort_key")


def modules_by_kind() -> dict[str, list[CourseModule]]:
    """Every module under the name of its kind, in order. One query."""
    found: dict[str, list[CourseModule]] = {}
    for one in CourseModule.objects.select_related("kind").order_by("kind__sort_key", "number"):
        found.setdefault(one.kind.name, []).append(one)
    return found
