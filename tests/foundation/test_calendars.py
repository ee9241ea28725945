"""Calendar files: whole by RFC 5545, in our time zone, and safe whatever people typed."""

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from cms_apps.foundation.calendars import Entry, Method, Status, calendar_file

MADE = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)
ENTRY = Entry(
    uid="talk-1@vielfalt.example",
    sequence=0,
    made_at=MADE,
    starts_at=dt.datetime(2026, 6, 8, 9, tzinfo=dt.UTC),
    minutes=45,
    title="Gespräch",
    host="Träger A",
    host_email="team@traeger.example",
)


def read(content: bytes):
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


@pytest.mark.parametrize(
    ("starts_at", "hour", "offset"),
    [
        (dt.datetime(2026, 6, 8, 9, tzinfo=dt.UTC), 11, 2),
        (dt.datetime(2026, 12, 8, 9, tzinfo=dt.UTC), 10, 1),
        (dt.datetime(2027, 3, 28, 0, 30, tzinfo=dt.UTC), 1, 1),
    ],
    ids=["summer", "winter", "night-of-change"],
)
def test_times_are_those_of_the_clock_on_the_wall(starts_at, hour, offset):
    calendar, event = read(calendar_file([replace(ENTRY, starts_at=starts_at)]))

    begin = event["DTSTART"]
    assert begin.params["TZID"] == "Europe/Berlin"
    assert (begin.dt.hour, begin.dt.utcoffset()) == (hour, dt.timedelta(hours=offset))
    assert event["DTEND"].dt.astimezone(dt.UTC) - starts_at == dt.timedelta(minutes=45)
    # The rules that the file brings say the same as the database of time zones.
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone.to_tz().utcoffset(begin.dt.replace(tzinfo=None)) == dt.timedelta(hours=offset)


def test_taken_in_moved_and_struck_out_are_one_entry():
    made = calendar_file([ENTRY])
    _, moved = read(calendar_file([replace(ENTRY, sequence=1)]))
    whole, gone = read(calendar_file([replace(ENTRY, sequence=2)], method=Method.CANCEL))

    assert made == calendar_file([ENTRY])
    assert b"METHOD:PUBLISH\r\n" in made
    assert [str(one["UID"]) for one in (moved, gone)] == ["talk-1@vielfalt.example"] * 2
    assert [one["SEQUENCE"] for one in (moved, gone)] == [1, 2]
    assert (str(whole["METHOD"]), str(gone["STATUS"])) == ("CANCEL", "CANCELLED")


def test_what_people_typed_stays_in_its_field():
    nasty = 'Raum 3; "Süd", 2. Stock\r\nATTENDEE:mailto:x@boese.example\r\nEND:VEVENT'
    content = calendar_file([replace(ENTRY, title=nasty, where=nasty, host=nasty, text="Zeile 1\nZeile 2")])

    _, event = read(content)
    assert str(event["SUMMARY"]) == " ".join(nasty.split())
    assert str(event["DESCRIPTION"]) == "Zeile 1\nZeile 2"
    assert "ATTENDEE" not in event
    lines = content.replace(b"\r\n ", b"").split(b"\r\n")
    assert not [line for line in lines if line.startswith(b"ATTENDEE")]
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_a_calendar_to_subscribe_to_has_a_name_and_says_what_is_not_sure():
    whole, event = read(calendar_file([replace(ENTRY, status=Status.TENTATIVE)], name="Meine Termine"))

    assert (str(whole["NAME"]), str(whole["X-WR-CALNAME"])) == ("Meine Termine", "Meine Termine")
    assert str(event["STATUS"]) == "TENTATIVE"
    assert b"REFRESH-INTERVAL" not in calendar_file([ENTRY])
