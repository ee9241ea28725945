"""Writes about kinds of courses and their runs."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from cms_apps.courses.answers import OWN_WORDS, DatePlan, RunPlan
from cms_apps.courses.eligibility import check_plan
from cms_apps.courses.enums import TAKING_STATES, RunState
from cms_apps.courses.models import CourseDate, CourseKind, CourseModule, CourseRun
from cms_apps.courses.policies import may_manage_run
from cms_apps.courses.transitions import COURSE_RUN
from cms_apps.organisations.models import HostOrganisation
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState, TransitionError
from cms_apps.workflow.machine import begin, perform

KINDS = Path(__file__).with_name("data") / "kinds.json"


@transaction.atomic
def ensure_kinds() -> None:
    """Make the kinds of courses that the programme knows, once; what somebody changed or took away then stays so.

    An installation from before there were modules has kinds without any: these get theirs, and the others are added.
    """
    if CourseModule.objects.exists():
        return
    for row in json.loads(KINDS.read_text(encoding="utf-8")):
        modules = row.pop("modules", [])
        kind, _made = CourseKind.objects.get_or_create(name=row.pop("name"), defaults=row)
        CourseModule.objects.bulk_create(
            CourseModule(kind=kind, number=number, title=title)
            for number, title in enumerate(modules, start=1)
        )


@transaction.atomic
def plan_run(organisation: HostOrganisation, plan: RunPlan, *, actor: Actor) -> CourseRun:
    """Make a run that takes nobody yet; a plan that is sent twice makes one. Raises NotPermitted, or what speaks against it."""
    run = CourseRun(organisation=organisation, capacity=plan.capacity)
    if not may_manage_run(run, actor):
        raise NotPermitted
    check_plan(plan)
    # Hold the organisation, so that of two requests the later one sees what the earlier one made.
    HostOrganisation.objects.filter(pk=organisation.pk).update(kind=F("kind"))
    if made := _run_like(organisation, plan):
        return made
    for name in OWN_WORDS:
        setattr(run, name, getattr(plan, name))
    run.save()
    begin(COURSE_RUN, run, actor=actor)
    write_dates(run, plan.dates)
    return run


def _run_like(organisation: HostOrganisation, plan: RunPlan) -> CourseRun | None:
    if not plan.dates:
        return None
    own = {name: getattr(plan, name) for name in (*OWN_WORDS, "capacity")}
    wanted = sorted((one.starts_at, one.ends_at, one.place_line) for one in plan.dates)
    for run in CourseRun.objects.filter(organisation=organisation, state=RunState.PLANNED, **own):
        if sorted(run.dates.values_list("starts_at", "ends_at", "place_line")) == wanted:
            return run
    return None


def write_dates(run: CourseRun, dates: tuple[DatePlan, ...]) -> tuple[bool, list[CourseDate]]:
    """Make the dates of a run these; returns whether somebody must know of it, and the dates that are gone.

    A date that reads differently in a calendar counts its change, so that calendars take it over; at another time or
    place people must know of it.
    """
    old = {one.pk: one for one in run.dates.all()}
    moved = False
    for plan in dates:
        row = old.pop(plan.pk or 0, None) or CourseDate(run=run)
        is_new, before = row.pk is None, _shown(row)
        for name in ("starts_at", "ends_at", "teaching_units", "module_id", "topic", "place_line"):
            setattr(row, name, getattr(plan, name))
        moved = moved or is_new or before[0] != _shown(row)[0]
        row.sequence += not is_new and before != _shown(row)
        row.save()
    gone = list(old.values())
    CourseDate.objects.filter(pk__in=[one.pk for one in gone]).delete()
    return moved or bool(gone), gone


def _shown(row: CourseDate) -> tuple[tuple[Any, ...], str]:
    """What a calendar shows of a date: when and where, and what else."""
    return (row.starts_at, row.ends_at, row.place_line), row.topic


def start_runs() -> int:
    """Note of each run whose first date has come that it has begun; returns how many."""
    held = Q(state__in=TAKING_STATES) | Q(state=RunState.PLANNED, taken__gt=0)
    rows = CourseRun.objects.with_dates().filter(held, starts_on__lte=timezone.now())
    return sum(start_run(run) for run in rows)


def finish_runs() -> int:
    """Note of each run whose last date is over that it has ended; returns how many."""
    rows = CourseRun.objects.filter(state=RunState.RUNNING).annotate(ends=Max("dates__ends_at"))
    return sum(finish_run(run) for run in rows.filter(ends__lte=timezone.now()))


def start_run(run: CourseRun) -> bool:
    """Note that the course has begun; returns False where it was called off or moved at this moment."""
    try:
        perform(COURSE_RUN, run, "start", actor=Actor.system())
    except TransitionError:
        return False
    return True


def finish_run(run: CourseRun) -> bool:
    """Note that the course has ended; returns False where somebody was faster."""
    try:
        perform(COURSE_RUN, run, "finish", actor=Actor.system())
    except StaleState:
        return False
    return True


def settle_run(run: CourseRun, *, actor: Actor, expected: int | None = None) -> CourseRun:
    """Note that the course was accounted for (Verwendungsnachweis)."""
    perform(COURSE_RUN, run, "settle", actor=actor, expected=expected)
    return run


def open_run(run: CourseRun, *, actor: Actor, expected: int | None = None) -> CourseRun:
    """Begin to take people; raises NoDates."""
    perform(COURSE_RUN, run, "open", actor=actor, expected=expected)
    return run


def close_run(run: CourseRun, *, actor: Actor, expected: int | None = None) -> CourseRun:
    """Stop taking people; those who have a place keep it."""
    perform(COURSE_RUN, run, "close", actor=actor, expected=expected)
    return run
