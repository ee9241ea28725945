"""Every text of the corpus into a mail's head, a calendar and a table: it stays a text and begins nothing."""

import csv
import datetime as dt
import email
import io
from email.policy import default

import pytest
from django.core.mail import EmailMultiAlternatives
from icalendar import Calendar
from openpyxl import load_workbook

from cms_apps.foundation.calendars import Entry, calendar_file
from cms_apps.foundation.letters import one_line
from cms_apps.foundation.tables import CSV, XLSX, write_table
from cms_apps.notifications.mail import sender
from tests.corpus import SEEDS

SHORT = {name: text for name, text in SEEDS.items() if len(text) < 50_000}
SOON = dt.datetime(2026, 6, 8, 9, tzinfo=dt.UTC)
HEADS = {"subject", "from", "to", "reply-to", "date", "message-id", "mime-version", "content-type",
         "content-transfer-encoding"}  # fmt: skip
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def test_the_corpus_holds_what_is_tried():
    assert len(SHORT) >= 400
    assert any("\r\nBcc:" in text for text in SHORT.values())
    assert any("BEGIN:VEVENT" in text for text in SHORT.values())


@pytest.mark.asvs("1.2.1", "1.3.3", "1.3.11")
def test_no_text_becomes_a_head_of_a_mail():
    wrong = {}
    for name, text in SHORT.items():
        message = EmailMultiAlternatives(
            subject=one_line(text)[:200], body="Guten Tag", from_email=sender(text), to=["a@b.example"],
            reply_to=["team@traeger.example"],
        )  # fmt: skip
        read = email.message_from_bytes(message.message().as_bytes(), policy=default)
        heads = {key.lower() for key in read}
        if heads - HEADS or len(read.get_all("from")) != 1 or len(read["to"].addresses) != 1:
            wrong[name] = heads - HEADS
        assert read["from"].addresses[0].addr_spec == "post@vielfalt.example", name

    assert wrong == {}


@pytest.mark.asvs("1.3.3")
def test_no_text_becomes_a_line_of_a_calendar():
    wrong = []
    for name, text in SHORT.items():
        entry = Entry(
            uid="talk-1@vielfalt.example", sequence=0, made_at=SOON, starts_at=SOON, minutes=45, title=text, host=text,
            host_email="team@traeger.example", where=text,
        )  # fmt: skip
        calendar = Calendar.from_ical(calendar_file([entry]))
        events = calendar.walk("VEVENT")
        allowed = {"UID", "SEQUENCE", "DTSTAMP", "CREATED", "DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "ORGANIZER",
                   "STATUS", "CLASS", "TRANSP", "LAST-MODIFIED", "DESCRIPTION", "ATTENDEE"}  # fmt: skip
        if len(events) != 1 or len(calendar.walk("VALARM")) > 1 or set(events[0]) - allowed:
            wrong.append(name)

    assert wrong == []


@pytest.mark.parametrize("kind", [XLSX, CSV])
def test_no_text_becomes_a_formula(kind):
    rows = [[name, text[:30_000]] for name, text in SHORT.items()]

    data = write_table(rows, kind)

    if kind == XLSX:
        cells = [row[1] for row in load_workbook(io.BytesIO(data)).active.iter_rows()]
        assert len(cells) == len(rows)
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}  # "n" is an empty one
        assert not [cell.value for cell in cells if cell.data_type == "n" and cell.value is not None]
    else:
        read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert len(read) == len(rows)
        assert [row for row in read if len(row) != 2 or row[1].startswith(BEGINS_A_FORMULA)] == []
