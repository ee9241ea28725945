"""What is counted in an hour: atomic, by HMAC, and never more in any sixty minutes."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.core.cache import cache

from cms_apps.foundation import counters

NINE = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
AMAL = "amal@beispiel.example"


@pytest.fixture(autouse=True)
def a_cache_that_knows_the_travelled_time(settings):
    """Redis keeps its own clock, which no test can move."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "counters"}}
    cache.clear()


def taken(times, **later):
    with time_machine.travel(NINE + dt.timedelta(**later), tick=False):
        return [counters.take_turn("mail", AMAL, most=3) for _ in range(times)]


def test_three_turns_an_hour():
    assert taken(5) == [True, True, True, False, False]


def test_the_end_of_an_hour_is_no_door_for_twice_as_many():
    assert taken(1) == [True]
    assert taken(3, minutes=59) == [True, True, False]
    assert taken(3, minutes=61) == [True, False, False]


def test_who_must_get_through_waits_until_a_turn_is_free():
    with time_machine.travel(NINE, tick=False):
        waits = [counters.wait_for_turn("mail", AMAL, most=3) for _ in range(7)]

    assert waits == [0, 0, 0, 3601, 3601, 3601, 7201]


def test_letters_large_or_small_are_the_same_address():
    assert [counters.take_turn("mail", one, most=1) for one in (AMAL, AMAL.upper())] == [True, False]


def test_others_have_turns_of_their_own():
    taken(3)

    assert counters.take_turn("mail", "pavlo@beispiel.example", most=3)
    assert counters.take_turn("code", AMAL, most=3)


def test_a_count_within_the_hour_is_exact_with_many_at_once():
    with ThreadPoolExecutor(12) as pool:
        outcomes = pool.map(lambda _: counters.count("draft", "192.0.2.0/24", most=5), range(12))

    assert sum(outcomes) == 5
    assert counters.is_full("draft", "192.0.2.0/24", most=5)
