"""The verbs of a run that reach the people in it: it takes place, is called off, changes its dates or its places."""

from django.db import transaction
from django.db.models import F

from cms_apps.courses.answers import OWN_WORDS, RunPlan
from cms_apps.courses.eligibility import check_plan
from cms_apps.courses.enums import CHANGEABLE_STATES, RunState
from cms_apps.courses.errors import CapacityBelowTaken, MinimumAbovePlaces, NoDates, PlanIsFixed, TooFewPeople
from cms_apps.courses.models import CourseRun
from cms_apps.courses.policies import may_manage_run
from cms_apps.courses.services import write_dates
from cms_apps.courses.transitions import COURSE_RUN
from cms_apps.enrolments import mails
from cms_apps.enrolments.enums import HOLDING_STATES, EnrolmentState
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import live_in
from cms_apps.enrolments.services.attendance import keep_what_was_noted
from cms_apps.enrolments.services.places import hold_run, offer_places
from cms_apps.enrolments.transitions import ENROLMENT
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState
from cms_apps.workflow.machine import last_history_id, note_change, perform


@transaction.atomic
def confirm_run(
    run: CourseRun, *, actor: Actor, anyway: bool = False, expected: int | None = None
) -> CourseRun:
    """Say that the course takes place. Raises TooFewPeople below the minimum, unless it shall `anyway`."""
    hold_run(run.pk)
    enrolled = run.enrolments.filter(state=EnrolmentState.ENROLLED).count()
    run.refresh_from_db(fields=["minimum"])
    perform(COURSE_RUN, run, "confirm", actor=actor, expected=expected)
    if enrolled < run.minimum and not anyway:
        raise TooFewPeople(enrolled, run.minimum)
    return run


@transaction.atomic
def cancel_run(run: CourseRun, *, actor: Actor, message: str = "", expected: int | None = None) -> CourseRun:
    """Call the course off; everybody who has a place, is offered one or waits hears of it, with `message`."""
    hold_run(run.pk)
    perform(COURSE_RUN, run, "cancel", actor=actor, note=message, expected=expected)
    run.dates.update(sequence=F("sequence") + 1)
    for enrolment in live_in(run.pk):
        _call_off(enrolment)
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
    offer_places(run.pk)
    return run


def _write_capacity(run: CourseRun, capacity: int) -> None:
    if not CourseRun.objects.filter(pk=run.pk, taken__lte=capacity).update(capacity=capacity):
        raise CapacityBelowTaken(CourseRun.objects.values_list("taken", flat=True).get(pk=run.pk))
    run.refresh_from_db(fields=["capacity"])


@transaction.atomic
def change_run(run: CourseRun, plan: RunPlan, *, actor: Actor, expected: int | None = None) -> CourseRun:
    """Make the run as `plan` has it. Where a date is new, moved or gone, everybody in the run hears of it, once.

    `expected` is the id of the last history row that the person saw, 0 for none. Raises what speaks against the plan,
    PlanIsFixed when the run is over, StaleState when somebody moved or changed it meanwhile.
    """
    hold_run(run.pk)
    _check(run, actor)
    if expected is not None and (expected or None) != last_history_id(run):
        raise StaleState
    check_plan(plan)
    if run.state != RunState.PLANNED and not plan.dates:
        raise NoDates
    # Each in the order that the constraints of the table allow: a minimum above the old number of places too.
    CourseRun.objects.filter(pk=run.pk).update(minimum=0)
    _write_capacity(run, plan.capacity)
    elsewhere = run.place_line != plan.place_line or run.online_url != plan.online_url
    for name in OWN_WORDS:
        setattr(run, name, getattr(plan, name))
    run.save()
    keep_what_was_noted(run, plan.dates)
    moved, gone = write_dates(run, plan.dates)
    _shorten_offers(run)
    offer_places(run.pk)
    note_change(run, "changed", actor=actor)
    if elsewhere:
        run.dates.update(sequence=F("sequence") + 1)
    if moved or elsewhere:
        struck = [mails.struck(one) for one in gone]
        for enrolment in live_in(run.pk):
            mails.to_person(mails.DATES_MOVED, enrolment, struck=struck)
    return run


def _shorten_offers(run: CourseRun) -> None:
    """Nobody takes a place in a course that has begun: an offer ends with its first date at the latest."""
    first = run.dates.order_by("starts_at").values_list("starts_at", flat=True).first()
    if first is not None:
        run.enrolments.filter(state=EnrolmentState.OFFERED, offer_until__gt=first).update(offer_until=first)


def _check(run: CourseRun, actor: Actor) -> None:
    run.refresh_from_db()
    if not may_manage_run(run, actor):
        raise NotPermitted
    if run.state not in CHANGEABLE_STATES:
        raise PlanIsFixed


def _call_off(enrolment: Enrolment) -> None:
    held = enrolment.state in HOLDING_STATES
    had_place = enrolment.is_enrolled
    try:
        perform(ENROLMENT, enrolment, "call_off", actor=Actor.system())
    except StaleState:  # left the list at this moment
        return
    if held:
        CourseRun.objects.filter(pk=enrolment.run_id).update(taken=F("taken") - 1)
    mails.to_person(mails.RUN_CANCELLED, enrolment, had_place=had_place)
