"""Working days of Hessen: Monday to Friday without the state's public holidays."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

SATURDAY = 5


@lru_cache
def _hessen() -> holidays.HolidayBase:
    return holidays.country_holidays("DE", subdiv="HE")


def is_working_day(day: date) -> bool:
    """Whether offices in Hessen work on `day`."""
    return day.weekday() < SATURDAY and day not in _hessen()


def add_working_days(start: date, count: int) -> date:
    """The day `count` working days after `start`; the start itself does not count."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and with `end`; none when `end` comes first."""
    days = (start + timedelta(days=one) for one in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in days)
