"""The tick: each path when its interval has passed, one worker only, and one failure stops nothing."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings as project
from django.utils.module_loading import import_string

from cms_apps.outbox.clock import WORKER, beat, run_due_ticks
from cms_apps.outbox.models import ClockRun

NOW = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
CALLS: list[str] = []
GOOD, BAD = f"{__name__}.good", f"{__name__}.bad"


def good():
    CALLS.append("good")


def bad():
    CALLS.append("bad")
    raise RuntimeError("a@beispiel.example")


@pytest.fixture(autouse=True)
def _two_ticks(settings, db):
    CALLS.clear()
    settings.TICK = {BAD: 60, GOOD: 60}


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_tick_runs_when_its_interval_has_passed(clock):
    assert run_due_ticks() == [BAD, GOOD]
    clock.shift(dt.timedelta(seconds=59))
    assert run_due_ticks() == []
    clock.shift(dt.timedelta(seconds=1))

    assert run_due_ticks() == [BAD, GOOD]


def test_missed_ticks_are_made_up_once(clock):
    run_due_ticks()
    clock.shift(dt.timedelta(days=3))

    assert run_due_ticks() == [BAD, GOOD]
    assert run_due_ticks() == []


def test_failure_is_noted_without_its_message_and_stops_nothing(clock):
    run_due_ticks()

    assert CALLS == ["bad", "good"]
    assert ClockRun.objects.get(name=BAD).error == "RuntimeError"
    assert ClockRun.objects.get(name=GOOD).error == ""


def test_error_is_gone_after_a_run_that_went_well(clock):
    run_due_ticks()
    ClockRun.objects.filter(name=GOOD).update(error="RuntimeError")
    clock.shift(dt.timedelta(seconds=60))

    run_due_ticks()

    assert ClockRun.objects.get(name=GOOD).error == ""


def test_heart_beats_every_ten_seconds_at_most(clock):
    beat()
    clock.shift(dt.timedelta(seconds=9))
    beat()
    assert ClockRun.objects.get(name=WORKER).finished_at == NOW
    clock.shift(dt.timedelta(seconds=2))
    beat()

    assert ClockRun.objects.get(name=WORKER).finished_at == NOW + dt.timedelta(seconds=11)


@pytest.mark.parametrize("path", project.TICK)
def test_every_tick_of_the_project_exists_and_may_run_twice(path):
    tick = import_string(path)

    tick()
    tick()
