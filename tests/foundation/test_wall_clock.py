"""A course at 18:00 is at 18:00, whatever the clocks did in between."""

from datetime import UTC, date, datetime, time

import pytest

from cms_apps.foundation.wall_clock import BERLIN, HourMissing, days_later, instant

pytestmark = pytest.mark.once


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (date(2028, 2, 29), time(18, 0), "2028-02-29T17:00"),
        (date(2026, 10, 24), time(18, 0), "2026-10-24T16:00"),
        (date(2026, 10, 25), time(18, 0), "2026-10-25T17:00"),
        (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),  # the first of the two
        (date(2027, 3, 28), time(3, 0), "2027-03-28T01:00"),
    ],
    ids=["leap-day", "summer", "winter", "twice", "after-the-gap"],
)
def test_the_instant_of_a_time_on_the_wall(day, clock, expected):
    assert instant(day, clock).astimezone(UTC) == utc(expected)


@pytest.mark.parametrize("clock", [time(2, 0), time(2, 30), time(2, 59)])
def test_an_hour_that_never_comes_is_refused(clock):
    with pytest.raises(HourMissing):
        instant(date(2027, 3, 28), clock)


@pytest.mark.parametrize(
    ("begin", "days", "expected"),
    [
        ("2026-10-20T16:00", 7, "2026-10-27T17:00"),
        ("2027-03-23T17:00", 7, "2027-03-30T16:00"),
        ("2027-03-27T01:30", 1, "2027-03-28T01:30"),  # 02:30 is left out, so it is 03:30
        ("2027-02-28T17:00", 366, "2028-02-29T17:00"),
    ],
    ids=["clocks-go-back", "clocks-go-forward", "into-the-gap", "to-the-leap-day"],
)
def test_days_later_keeps_the_time_on_the_wall(begin, days, expected):
    later = days_later(utc(begin), days)

    assert later.astimezone(UTC) == utc(expected)
    assert (later.astimezone(BERLIN).date() - utc(begin).astimezone(BERLIN).date()).days == days
