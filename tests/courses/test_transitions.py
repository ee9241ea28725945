"""State × verb × role of a course run against an explicit table; and what the clock does by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms_apps.courses.enums import RunState as State
from cms_apps.courses.errors import NobodyComes, NoDates, NotYet
from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.courses.services import close_run, finish_runs, open_run, settle_run, start_run, start_runs
from cms_apps.courses.transitions import COURSE_RUN
from cms_apps.enrolments.services import cancel_run, confirm_run
from cms_apps.organisations.enums import Role
from cms_apps.organisations.models import Membership
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState, TransitionError
from cms_apps.workflow.machine import available, perform
from tests.architecture.world import make_editor
from tests.factories.people import make_begun_run, make_member, make_organisation, make_run, make_user

pytestmark = pytest.mark.django_db
DECIDING = {"open", "close", "confirm", "settle", "cancel"}
CLOCK = {"start", "finish"}
MAY = {
    "applicant": set(),
    "parent": set(),
    "reader": set(),
    "coordinator": DECIDING,
    "administrator": DECIDING,
    "coordinator elsewhere": set(),
    "deactivated member": set(),
    "deactivated user": set(),
    "centre coordinator": set(),
    "editor": set(),
    "superuser": DECIDING,
    "system": CLOCK,
}
LEADS = {
    (State.PLANNED, "open"): State.OPEN,
    (State.OPEN, "close"): State.PLANNED,
    (State.OPEN, "confirm"): State.CONFIRMED,
    (State.PLANNED, "start"): State.RUNNING,
    (State.OPEN, "start"): State.RUNNING,
    (State.CONFIRMED, "start"): State.RUNNING,
    (State.RUNNING, "finish"): State.FINISHED,
    (State.FINISHED, "settle"): State.SETTLED,
    **{
        (state, "cancel"): State.CANCELLED
        for state in (State.PLANNED, State.OPEN, State.CONFIRMED, State.RUNNING)
    },
}
WAYS = {
    State.PLANNED: (),
    State.OPEN: ("open",),
    State.CONFIRMED: ("open", "confirm"),
    State.RUNNING: ("open", "start"),
    State.FINISHED: ("open", "start", "finish"),
    State.SETTLED: ("open", "start", "finish", "settle"),
    State.CANCELLED: ("cancel",),
}


@pytest.fixture
def actors(organisation, other_organisation):
    gone = make_member(organisation, role=Role.ADMINISTRATOR)
    Membership.objects.filter(user=gone).update(active=False)
    return {
        "applicant": Actor.applicant(),
        "parent": Actor.parent(),
        "reader": Actor.staff(make_member(organisation, role=Role.READER)),
        "coordinator": Actor.staff(make_member(organisation)),
        "administrator": Actor.staff(make_member(organisation, role=Role.ADMINISTRATOR)),
        "coordinator elsewhere": Actor.staff(make_member(other_organisation)),
        "deactivated member": Actor.staff(gone),
        "deactivated user": Actor.staff(make_member(organisation, is_active=False)),
        "centre coordinator": Actor.staff(make_member(make_organisation("Zentrum", centre=True))),
        "editor": Actor.staff(make_editor()),
        "superuser": Actor.staff(make_user(is_superuser=True)),
        "system": Actor.system(),
    }


def bring(run, actors, state):
    for verb in WAYS[state]:
        perform(COURSE_RUN, run, verb, actor=actors["system" if verb in CLOCK else "coordinator"])
    return run


@pytest.mark.parametrize("state", State.values)
def test_every_verb_by_everybody(organisation, actors, state):
    run = bring(make_begun_run(organisation, opened=False), actors, state)
    verbs = [one.name for one in COURSE_RUN.transitions]
    assert set(verbs) == DECIDING | CLOCK
    assert set(MAY) == set(actors)

    for role, actor in actors.items():
        expected = [verb for verb in verbs if (state, verb) in LEADS and verb in MAY[role]]
        assert available(COURSE_RUN, run, actor) == expected
        for verb in verbs:
            copy = (
                bring(make_begun_run(organisation, opened=False), actors, state) if verb in expected else run
            )
            try:
                perform(COURSE_RUN, copy, verb, actor=actor)
            except TransitionError as error:
                wanted = NotPermitted if (state, verb) in LEADS else StaleState
                assert (verb in expected, type(error)) == (False, wanted), (role, verb)  # noqa: PT017
            else:
                assert copy.state == LEADS[state, verb]
                assert verb in expected, (role, verb)
    assert CourseRun.objects.get(pk=run.pk).state == state


def test_a_run_without_dates_is_not_opened(organisation, actors):
    run = make_run(organisation, opened=False)
    run.dates.all().delete()

    with pytest.raises(NoDates):
        open_run(run, actor=actors["coordinator"])

    assert CourseRun.objects.get(pk=run.pk).state == State.PLANNED


def test_nothing_begins_before_its_day_or_without_anybody(organisation, actors):
    ahead = make_run(organisation)
    empty = make_run(organisation, opened=False, in_days=-1)

    for run, error in ((ahead, NotYet), (empty, NobodyComes)):
        with pytest.raises(error):
            perform(COURSE_RUN, run, "start", actor=actors["system"])
        assert not start_run(run)


def test_a_run_that_takes_nobody_any_more_is_held_all_the_same(organisation, actors):
    run = make_begun_run(organisation)
    close_run(run, actor=actors["coordinator"])

    assert start_runs() == 1

    assert CourseRun.objects.get(pk=run.pk).state == State.RUNNING


def test_the_clock_begins_and_ends_a_run_once_and_leaves_others_alone(organisation, actors):
    run, planned = make_run(organisation), make_run(organisation, opened=False)
    confirmed, off = make_run(organisation), make_run(organisation)
    ahead = make_run(organisation)
    confirm_run(confirmed, actor=actors["coordinator"])
    cancel_run(off, actor=actors["coordinator"])
    now = timezone.now()
    begun = CourseDate.objects.exclude(run=ahead)
    begun.update(starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))
    last = now + timedelta(days=7)
    CourseDate.objects.create(
        run=confirmed, starts_at=last, ends_at=last + timedelta(hours=1), teaching_units=1
    )

    assert (start_runs(), start_runs(), finish_runs()) == (2, 0, 0)
    begun.filter(starts_at__lt=now).update(ends_at=now)
    assert (finish_runs(), finish_runs()) == (1, 0)

    runs = (run, planned, confirmed, off, ahead)
    assert [CourseRun.objects.get(pk=one.pk).state for one in runs] == [
        "finished", "planned", "running", "cancelled", "open",
    ]  # fmt: skip
    run.refresh_from_db()
    settle_run(run, actor=actors["coordinator"])
    assert [row.transition for row in run.history.all()] == ["open", "start", "finish", "settle"]
