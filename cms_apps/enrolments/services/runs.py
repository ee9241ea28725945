"""The verbs of a run that reach the people in it: it takes place, is called off, changes its dates or its places."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Sum

from cms_apps.courses.answers import OWN_WORDS, QuotaPlan, RunPlan
from cms_apps.courses.eligibility import check_plan
from cms_apps.courses.enums import CHANGEABLE_STATES, RunState
from cms_apps.courses.errors import (
    CapacityBelowTaken,
    GuestsAreIn,
    MinimumAbovePlaces,
    NoDates,
    NotCentral,
    PlanIsFixed,
    ProcedureIsFixed,
    QuotasAbovePlaces,
    QuotaTwice,
    SomebodyCompleted,
    TooFewPeople,
)
from cms_apps.courses.models import CourseKind, CourseRun, SeatQuota
from cms_apps.courses.policies import may_manage_run
from cms_apps.courses.services import write_dates
from cms_apps.courses.transitions import COURSE_RUN
from cms_apps.enrolments import mails
from cms_apps.enrolments.enums import DONE_STATES, HOLDING_STATES, EnrolmentState
from cms_apps.enrolments.mails.calendar import struck
from cms_apps.enrolments.models import Enrolment, Need, Registration
from cms_apps.enrolments.selectors import live_in
from cms_apps.enrolments.services.attendance import keep_what_was_noted
from cms_apps.enrolments.services.registering import call_off_guests, tell_guests_of_move
from cms_apps.enrolments.services.seats import fill_seats, hold_run
from cms_apps.enrolments.transitions import ENROLMENT
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState
from cms_apps.workflow.machine import last_history_id, note_change, perform

# What people must hear of at once, and what else stands in the entry of a calendar and must reach it.
WHERE, SHOWN_IN_CALENDARS = ("place_line", "online_url"), ("title", "mode")


@transaction.atomic
def confirm_run(
    run: CourseRun, *, actor: Actor, anyway: bool = False, expected: int | None = None
) -> CourseRun:
    """Say that the course takes place. Raises TooFewPeople below the minimum, unless it shall `anyway`."""
    hold_run(run.pk)
    enrolled = run.enrolments.filter(state=EnrolmentState.ENROLLED).count()
    enrolled += Registration.objects.with_place().filter(run=run).count()
    run.refresh_from_db(fields=["minimum"])
    perform(COURSE_RUN, run, "confirm", actor=actor, expected=expected)
    if enrolled < run.minimum and not anyway:
        raise TooFewPeople(enrolled, run.minimum)
    return run


@transaction.atomic
def cancel_run(run: CourseRun, *, actor: Actor, message: str = "", expected: int | None = None) -> CourseRun:
    """Call the course off; everybody who has a place, is offered one or waits hears of it, with `message`.

    Raises SomebodyCompleted.
    """
    hold_run(run.pk)
    if run.enrolments.filter(state__in=DONE_STATES).exists():
        raise SomebodyCompleted
    perform(COURSE_RUN, run, "cancel", actor=actor, note=message, expected=expected)
    run.dates.update(sequence=F("sequence") + 1)
    for enrolment in live_in(run.pk):
        _call_off(enrolment)
    call_off_guests(run)
    run.refresh_from_db(fields=["taken"])
    return run


@transaction.atomic
def set_capacity(run: CourseRun, capacity: int, *, actor: Actor) -> CourseRun:
    """Give the run so many places; new ones are offered at once to those who wait.

    Raises CapacityBelowTaken or MinimumAbovePlaces.
    """
    hold_run(run.pk)
    _check(run, actor)
    if capacity < run.minimum:
        raise MinimumAbovePlaces
    _write_capacity(run, capacity)
    fill_seats(run.pk)
    return run


@transaction.atomic
def set_quotas(
    run: CourseRun, quotas: Sequence[QuotaPlan], *, actor: Actor, expected: int | None = None
) -> CourseRun:
    """Keep these seats for these organisations, and no others; what becomes free is offered to those who wait.

    Who has a place keeps it. Raises NotCentral, QuotaTwice, QuotasAbovePlaces or StaleState.
    """
    hold_run(run.pk)
    _check(run, actor, expected)
    if not run.organisation.is_centre:
        raise NotCentral
    if len({one.organisation_id for one in quotas}) < len(quotas):
        raise QuotaTwice
    run.quotas.all().delete()
    SeatQuota.objects.bulk_create(SeatQuota(run=run, **vars(one)) for one in quotas)
    _check_quotas(run)
    fill_seats(run.pk)
    note_change(run, "quotas", actor=actor)
    return run


def _check_quotas(run: CourseRun) -> None:
    kept = run.quotas.in_force().aggregate(seats=Sum("seats"))["seats"] or 0
    if kept > run.capacity:
        raise QuotasAbovePlaces


def _write_capacity(run: CourseRun, capacity: int) -> None:
    if not CourseRun.objects.filter(pk=run.pk, taken__lte=capacity).update(capacity=capacity):
        raise CapacityBelowTaken(CourseRun.objects.values_list("taken", flat=True).get(pk=run.pk))
    run.refresh_from_db(fields=["capacity"])
    _check_quotas(run)


@transaction.atomic
def change_run(run: CourseRun, plan: RunPlan, *, actor: Actor, expected: int | None = None) -> CourseRun:
    """Make the run as `plan` has it. Where a date is new, moved or gone, everybody in the run hears of it, once.

    `expected` is the id of the last history row that the person saw, 0 for none. Raises what speaks against the plan,
    PlanIsFixed when the run is over, StaleState when somebody moved or changed it meanwhile.
    """
    hold_run(run.pk)
    _check(run, actor, expected)
    check_plan(plan)
    _check_who_is_inside(run, plan)
    # Each in the order that the constraints of the table allow: a minimum above the old number of places too.
    CourseRun.objects.filter(pk=run.pk).update(minimum=0)
    _write_capacity(run, plan.capacity)
    elsewhere = _differs(run, plan, WHERE)
    reads_differently = elsewhere or _differs(run, plan, SHOWN_IN_CALENDARS)
    for name in OWN_WORDS:
        setattr(run, name, getattr(plan, name))
    run.save()
    keep_what_was_noted(run, plan.dates)
    moved, gone = write_dates(run, plan.dates)
    _shorten_offers(run)
    fill_seats(run.pk)
    note_change(run, "changed", actor=actor)
    if reads_differently:
        run.dates.update(sequence=F("sequence") + 1)
    if moved or elsewhere:
        told = [struck(one) for one in gone]
        for enrolment in live_in(run.pk):
            mails.to_person(mails.DATES_MOVED, enrolment, struck=told)
        tell_guests_of_move(run, told)
    return run


def _differs(run: CourseRun, plan: RunPlan, names: tuple[str, ...]) -> bool:
    return any(getattr(run, name) != getattr(plan, name) for name in names)


def _shorten_offers(run: CourseRun) -> None:
    """Nobody takes a place in a course that has begun: an offer ends with its first date at the latest."""
    first = run.dates.order_by("starts_at").values_list("starts_at", flat=True).first()
    if first is not None:
        run.enrolments.filter(state=EnrolmentState.OFFERED, offer_until__gt=first).update(offer_until=first)


def _check_who_is_inside(run: CourseRun, plan: RunPlan) -> None:
    if run.state != RunState.PLANNED and not plan.dates:
        raise NoDates
    guests = Registration.objects.filter(run=run).live().exists()
    if plan.procedure != run.procedure and (guests or live_in(run.pk).exists()):
        raise ProcedureIsFixed
    if guests and not CourseKind.objects.filter(pk=plan.kind_id, for_everybody=True).exists():
        raise GuestsAreIn


def _check(run: CourseRun, actor: Actor, expected: int | None = None) -> None:
    run.refresh_from_db()
    if not may_manage_run(run, actor):
        raise NotPermitted
    if run.state not in CHANGEABLE_STATES:
        raise PlanIsFixed
    if expected is not None and (expected or None) != last_history_id(run):
        raise StaleState


def _call_off(enrolment: Enrolment) -> None:
    held = enrolment.state in HOLDING_STATES
    had_place = enrolment.is_enrolled
    try:
        perform(ENROLMENT, enrolment, "call_off", actor=Actor.system())
    except StaleState:  # left the list at this moment
        return
    Need.objects.filter(enrolment=enrolment).delete()
    if held:
        CourseRun.objects.filter(pk=enrolment.run_id).update(taken=F("taken") - 1)
    mails.to_person(mails.RUN_CANCELLED, enrolment, had_place=had_place)
