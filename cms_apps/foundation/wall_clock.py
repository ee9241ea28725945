"""What the clock on the wall says, and the instant that it means: not every day in our time zone has 24 hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


class HourMissing(ValueError):
    """The clocks go forward that night: nobody's clock ever shows this time."""


def instant(day: date, clock: time) -> datetime:
    """When a clock in Germany shows this time on this day; the first of the two when it shows it twice.

    Raises HourMissing for the hour that the change to summer time leaves out.
    """
    local = datetime.combine(day, clock, tzinfo=BERLIN)
    if local.astimezone(UTC).astimezone(BERLIN).time() != clock:
        raise HourMissing
    return local


def days_later(moment: datetime, days: int) -> datetime:
    """The same time on the clock, so many days later: a course at 18:00 stays one at 18:00 over a change of clocks.

    Where the change leaves that time out it is an hour later.
    """
    local = moment.astimezone(BERLIN)
    day = local.date() + timedelta(days=days)
    try:
        return instant(day, local.time())
    except HourMissing:
        return instant(day, (datetime.combine(day, local.time()) + timedelta(hours=1)).time())
