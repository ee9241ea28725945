"""Calendar files (RFC 5545, RFC 5546): what somebody has in the diary, as every calendar takes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vCalAddress, vDuration, vText

from cms_apps.foundation.letters import clean, one_line

PRODUCT = "-//Vielfalt//DE"
MEDIA_TYPE = "text/calendar"
REFRESH = timedelta(hours=4)
# The rule of the European Union since 1996, in full: short, and not ending in some year as a table of days would.
TIME_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
"""
BERLIN = ZoneInfo("Europe/Berlin")


class Method(StrEnum):
    """What a calendar does with the file: take an entry in, or strike it out."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


class Status(StrEnum):
    """Whether what an entry tells of is sure."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Entry:
    """One entry; `uid` stays the same for ever, `sequence` rises with each change, `made_at` is when it was first made.

    It names nobody but the host: a calendar is shared with colleagues and lies on other people's servers.
    """

    uid: str
    sequence: int
    made_at: datetime
    starts_at: datetime
    minutes: int
    title: str
    host: str
    host_email: str
    where: str = ""
    text: str = ""
    is_private: bool = True
    status: Status = Status.CONFIRMED


def calendar_file(entries: Iterable[Entry], *, method: Method = Method.PUBLISH, name: str = "") -> bytes:
    """The file for these entries, with the rules of our time zone; the same entries give the same bytes.

    With a `name` it is a calendar to subscribe to (RFC 7986), asked for again every few hours.

    PUBLISH and not REQUEST: nobody is asked to answer, so nobody's address has to stand in it.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    if name:
        _name(calendar, one_line(name))
    calendar.add_component(Component.from_ical(TIME_ZONE))
    for entry in entries:
        calendar.add_component(_event(entry, method))
    return bytes(calendar.to_ical())


def _name(calendar: Calendar, name: str) -> None:
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what the programs of 2010 read
    every = vDuration(REFRESH)
    every.params["VALUE"] = "DURATION"
    calendar.add("refresh-interval", every)
    calendar.add("x-published-ttl", vDuration(REFRESH))


def _event(entry: Entry, method: Method) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.made_at)
    start, end = _edges(entry)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", one_line(entry.title))
    event.add("class", "PRIVATE" if entry.is_private else "PUBLIC")
    event.add("status", (Status.CANCELLED if method == Method.CANCEL else entry.status).value)
    for name, value in (("location", one_line(entry.where)), ("description", clean(entry.text).strip())):
        if value:
            event.add(name, value)
    event.add("organizer", _organizer(entry))
    return event


def _edges(entry: Entry) -> tuple[datetime, datetime]:
    """By the clock on the wall; in UTC where that would mean an hour earlier.

    Of an hour that comes twice, RFC 5545 (3.3.5) means the first.
    """
    start = entry.starts_at.astimezone(UTC)
    edges = start, start + timedelta(minutes=entry.minutes)
    local = edges[0].astimezone(BERLIN), edges[1].astimezone(BERLIN)
    return edges if any(one.fold for one in local) else local


def _organizer(entry: Entry) -> vCalAddress:
    address = vCalAddress(f"mailto:{entry.host_email}")
    address.params["cn"] = vText(one_line(entry.host))
    return address
