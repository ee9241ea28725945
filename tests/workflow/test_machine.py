"""The machine itself: what it refuses at import, what it refuses at run time, and that refusing leaves no trace."""

import pytest
from django.db import models

from cms_apps.courses.enums import RunState
from cms_apps.courses.models import CourseRun
from cms_apps.courses.transitions import COURSE_RUN
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import GuardFailed, NotPermitted, ReasonMissing, StaleState, TransitionError
from cms_apps.workflow.machine import (
    CREATED,
    Transition,
    Workflow,
    available,
    begin,
    last_history_id,
    perform,
    perform_all,
    sources,
)
from tests.factories.people import make_application, make_member, make_run, make_user


class Light(models.TextChoices):
    RED = "red"
    GREEN = "green"
    AMBER = "amber"


def anybody(subject, actor):
    return True


def nobody(subject, actor):
    return False


def closed(subject, actor):
    raise GuardFailed("Heute nicht.")


def crossing(*transitions, initial=Light.RED, states=Light):
    return Workflow(name="crossing", states=states, initial=initial, transitions=transitions)


GO = Transition("go", sources(Light.RED), Light.GREEN, anybody)
WARN = Transition("warn", sources(Light.GREEN), Light.AMBER, anybody)


OTHERS = set(RunState.values) - {RunState.PLANNED, RunState.OPEN}


def run_machine(*, permitted=anybody, guards=(), reason_required=False):
    """The machine of a course run with another rule for "open"."""
    return Workflow(
        name="course run",
        states=RunState,
        initial=RunState.PLANNED,
        transitions=(
            Transition("open", sources(RunState.PLANNED), RunState.OPEN, permitted, guards, reason_required),
            Transition("close", sources(RunState.OPEN), RunState.PLANNED, anybody),
            *(Transition(f"to_{one}", sources(RunState.OPEN), one, anybody) for one in OTHERS),
        ),
    )


@pytest.fixture
def run(organisation):
    return make_run(organisation, opened=False)


@pytest.fixture
def actor(db):
    return Actor.staff(make_user(first_name="Dana", last_name="Muster"))


def traces(run):
    return CourseRun.objects.values_list("state", "state_since").get(pk=run.pk), run.history.count()


@pytest.mark.parametrize(
    ("transitions", "initial", "message"),
    [
        ((GO, WARN, Transition("go", sources(Light.AMBER), Light.RED, anybody)), Light.RED, "share a name"),
        ((GO, WARN, Transition("fly", sources("blue"), Light.RED, anybody)), Light.RED, "unknown states"),
        ((GO, WARN, Transition("fly", sources(Light.RED), "blue", anybody)), Light.RED, "unknown states"),
        ((GO, WARN), "blue", "unknown states"),
        ((GO,), Light.RED, "unreachable states"),
        ((GO, WARN), Light.GREEN, "unreachable states"),
        ((Transition("warn", sources(Light.GREEN), Light.AMBER, anybody),), Light.RED, "unreachable states"),
    ],
    ids=["same-name", "source", "target", "initial", "no-arrow", "wrong-start", "island"],
)
def test_a_machine_that_makes_no_sense_is_refused(transitions, initial, message):
    with pytest.raises(ValueError, match=message):
        crossing(*transitions, initial=initial)


def test_a_whole_machine_is_taken():
    machine = crossing(GO, WARN)

    assert list(machine.by_name) == ["go", "warn"]


def test_sources_join_single_states_and_sets():
    assert sources(Light.RED, {Light.GREEN, Light.AMBER}) == frozenset(Light)


def test_mermaid_draws_each_arrow():
    back = Transition("stop", sources(Light.AMBER, Light.GREEN), Light.RED, anybody)

    assert crossing(GO, WARN, back).as_mermaid() == (
        "stateDiagram-v2\n"
        "    [*] --> red\n"
        "    red --> green: go\n"
        "    green --> amber: warn\n"
        "    amber --> red: stop\n"
        "    green --> red: stop\n"
    )


def test_perform_moves_and_writes_one_row(run, actor):
    row = perform(run_machine(), run, "open", actor=actor, reason="why", note="so")

    assert run.state == RunState.OPEN
    assert (row.transition, row.source, row.target) == ("open", "planned", "open")
    assert (row.actor, row.actor_kind, row.actor_label) == (actor.user, "staff", "Dana Muster")
    assert (row.reason_code, row.note) == ("why", "so")
    assert run.state_since <= row.at
    assert last_history_id(run) == row.pk


def test_begin_writes_the_first_row(run, actor):
    row = begin(COURSE_RUN, run, actor=actor)

    assert (row.transition, row.source, row.target) == (CREATED, "", "planned")


def test_perform_knows_no_other_transition(run, actor):
    with pytest.raises(KeyError):
        perform(run_machine(), run, "fly", actor=actor)


def test_perform_from_another_state_is_stale(run, actor):
    with pytest.raises(StaleState):
        perform(run_machine(), run, "close", actor=actor)

    assert traces(run)[1] == 0


def test_perform_reads_the_state_anew(run, actor):
    old = CourseRun.objects.get(pk=run.pk)
    perform(run_machine(), run, "open", actor=actor)

    with pytest.raises(StaleState):
        perform(run_machine(), old, "open", actor=actor)

    assert run.history.count() == 1


def test_perform_on_a_deleted_subject_is_stale(run, actor):
    gone = CourseRun.objects.get(pk=run.pk)
    run.delete()

    with pytest.raises(StaleState):
        perform(run_machine(), gone, "open", actor=actor)


def test_perform_with_an_outdated_history_is_stale(run, actor):
    seen = perform(run_machine(), run, "open", actor=actor).pk
    perform(run_machine(), run, "close", actor=actor)
    before = traces(run)

    with pytest.raises(StaleState):
        perform(run_machine(), run, "open", actor=actor, expected=seen)

    assert traces(run) == before


def test_perform_with_the_last_row_seen_goes_on(run, actor):
    seen = perform(run_machine(), run, "open", actor=actor).pk

    perform(run_machine(), run, "close", actor=actor, expected=seen)

    assert run.state == RunState.PLANNED


@pytest.mark.parametrize(
    ("rules", "error"),
    [
        ({"permitted": nobody}, NotPermitted),
        ({"guards": (closed,)}, GuardFailed),
        ({"reason_required": True}, ReasonMissing),
        ({"permitted": nobody, "guards": (closed,), "reason_required": True}, NotPermitted),
    ],
    ids=["permission", "guard", "reason", "permission-first"],
)
@pytest.mark.asvs("2.3.3", "16.5.3")
def test_refusal_leaves_everything_as_it_was(run, actor, rules, error):
    before = traces(run)

    with pytest.raises(error):
        perform(run_machine(**rules), run, "open", actor=actor)

    assert traces(run) == before
    assert run.state == RunState.PLANNED


def test_guard_sees_the_source_state(run, actor):
    seen = []

    perform(run_machine(guards=(lambda subject, _: seen.append(subject.state),)), run, "open", actor=actor)

    assert seen == [RunState.PLANNED]


@pytest.mark.parametrize("error", [StaleState, NotPermitted, GuardFailed, ReasonMissing])
def test_each_refusal_says_something(error):
    assert str(error())
    assert str(error("Genau deshalb.")) == "Genau deshalb."
    assert issubclass(error, TransitionError)


def test_a_missing_reason_is_shown_like_any_guard():
    assert issubclass(ReasonMissing, GuardFailed)


def test_available_asks_state_and_permission(run, actor):
    assert available(run_machine(), run, actor) == ["open"]
    assert available(run_machine(permitted=nobody), run, actor) == []


@pytest.mark.django_db
def test_history_is_append_only(organisation):
    make_member(organisation)
    row = make_application(organisation).history.last()
    row.note = "anders"

    with pytest.raises(TypeError):
        row.save()


def test_all_at_once_leaves_what_one_by_one_leaves(organisation, actor):
    runs = [make_run(organisation, opened=False) for _ in range(3)]

    records = perform_all(COURSE_RUN, runs, "open", actor=Actor.staff(make_member(organisation)))

    assert {run.state for run in runs} == {"open"}
    assert {(one.transition, one.source, one.target) for one in records} == {("open", "planned", "open")}
    assert [run.history.last() for run in runs] == records
    assert [CourseRun.objects.get(pk=run.pk).state_since for run in runs] == [run.state_since for run in runs]
    assert perform_all(COURSE_RUN, [], "open", actor=actor) == []


@pytest.mark.parametrize(
    ("machine", "error"),
    [
        (run_machine(permitted=nobody), NotPermitted),
        (run_machine(guards=(closed,)), GuardFailed),
        (run_machine(reason_required=True), ReasonMissing),
    ],
    ids=["permission", "guard", "reason"],
)
def test_all_at_once_refuses_as_one_by_one_and_leaves_no_trace(run, actor, machine, error):
    before = traces(run)

    with pytest.raises(error):
        perform_all(machine, [run], "open", actor=actor)

    assert traces(run) == before


def test_all_or_none(organisation, actor):
    first, second = (make_run(organisation, opened=opened) for opened in (False, True))
    gone = CourseRun(pk=first.pk + 1000, organisation=organisation, capacity=1)
    before = traces(first)

    for others in ([second], [gone]):
        with pytest.raises(StaleState):
            perform_all(run_machine(), [first, *others], "open", actor=actor)

    assert traces(first) == before


def test_all_at_once_costs_the_same_for_one_and_many(organisation, actor, django_assert_num_queries):
    for number in (1, 5):
        runs = [make_run(organisation, opened=False) for _ in range(number)]
        with django_assert_num_queries(5):  # a savepoint and its release, the states, the change, the history
            perform_all(run_machine(), runs, "open", actor=actor)
