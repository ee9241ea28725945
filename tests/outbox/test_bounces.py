"""Bounces: a notification as a mail server pipes it marks our row, and nobody can make one up."""

import io
from email.message import EmailMessage

import pytest
from django.core.management import call_command

from cms_apps.outbox.bounces import record_bounce
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.services import send_again
from tests.factories.people import make_application
from tests.rows import mail_rows

REPORT = """From: MAILER-DAEMON@mx.example
To: post@vielfalt.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail system: <amal@beispiel.example>: user unknown

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Wed, 25 Nov 2026 10:00:00 +0100

Final-Recipient: rfc822; amal@beispiel.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 user unknown

--b
Content-Type: {part}

{headers}
--b--
"""


@pytest.fixture
def sent(organisation, deliver) -> EmailMessage:
    make_application(organisation, state="unconfirmed")
    return deliver()[0]


def report(message, *, action="failed", status="5.1.1", part="text/rfc822-headers", identity="") -> bytes:
    identity = identity or message.extra_headers["Message-ID"]
    headers = f"From: post@vielfalt.example\nMessage-ID: {identity}\nSubject: Bitte\n\n"
    text = REPORT.format(action=action, status=status, part=part, headers=headers)
    return text.replace("\n", "\r\n").encode()


def state() -> tuple[str, str]:
    row = mail_rows().get()
    return row.status, row.error


@pytest.mark.parametrize("part", ["text/rfc822-headers", "message/rfc822"])
def test_failed_delivery_is_known_by_our_message_id(sent, part):
    row = record_bounce(report(sent, part=part))

    assert row == mail_rows().get()
    assert state() == (Delivery.BOUNCED, "DSN 5.1.1")


def test_given_up_after_delays_is_a_bounce_too(sent):
    record_bounce(report(sent, status="4.4.7 (delivery time expired for amal@beispiel.example)"))

    assert state() == (Delivery.BOUNCED, "DSN 4.4.7")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_any_other_notice_changes_nothing(sent, action):
    assert record_bounce(report(sent, action=action)) is None
    assert state() == (Delivery.DELIVERED, "")


def test_second_notice_changes_nothing_more(sent):
    record_bounce(report(sent))
    record_bounce(report(sent, status="5.2.2"))

    assert state() == (Delivery.BOUNCED, "DSN 5.1.1")


def test_notice_about_the_first_sending_does_not_touch_the_second(sent, deliver):
    first = report(sent)
    record_bounce(first)
    send_again(mail_rows().get(), by="Lea Sommer")
    (again,) = deliver()

    assert again.extra_headers["Message-ID"] != sent.extra_headers["Message-ID"]
    assert record_bounce(first) is None
    assert state() == (Delivery.DELIVERED, "")
    record_bounce(report(again))
    assert state() == (Delivery.BOUNCED, "DSN 5.1.1")


def test_made_up_message_id_marks_nothing(sent):
    pk = mail_rows().get().pk
    for identity in (
        f"<outbox-{pk}-0-{'0' * 16}@vielfalt.example>",
        "<outbox-1@vielfalt.example>",
        "<a@b.example>",
    ):
        assert record_bounce(report(sent, identity=identity)) is None

    assert state() == (Delivery.DELIVERED, "")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\xff\xfe",
        b"Subject: hallo\n\nkein Bericht",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nnichts\n--x--",
    ],
)
def test_anything_else_is_no_bounce(sent, raw):
    assert record_bounce(raw) is None


def test_command_reads_what_a_pipe_gives(sent, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(report(sent))))

    call_command("record_bounce")

    assert capsys.readouterr().out == f"outbox row {OutboxRow.objects.get(status='bounced').pk}: bounced\n"


def test_command_does_not_fail_on_what_is_not_ours(db, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Subject: hallo")))

    call_command("record_bounce")

    assert capsys.readouterr().out == "no mail of ours\n"
