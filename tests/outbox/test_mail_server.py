"""What the queue does when the mail server says no, takes its time, or dies (reliability.md F7, G7)."""

import datetime as dt
import time

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from cms_apps.outbox import registry, worker
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.posting import message_id, post
from tests.factories.people import make_application
from tests.outbox.mail_server import DIES, SLOW, mail_server
from tests.rows import mail_rows

ADDRESS = "amal@beispiel.example"


@pytest.fixture
def row(organisation):
    make_application(organisation, state="unconfirmed", email=ADDRESS)
    return mail_rows().get()


def later() -> None:
    """As if the pause between two attempts were over."""
    OutboxRow.objects.update(due_at=timezone.now() - dt.timedelta(seconds=1))


def fresh(row):
    return OutboxRow.objects.get(pk=row.pk)


@pytest.mark.parametrize(
    "answer", ["421 later", "451 try again", "452 full", "RCPT 450 greylisted", "RCPT 421 busy"]
)
def test_temporary_refusal_is_tried_again_and_delivered_once(settings, row, answer):
    with mail_server(settings, answer, answer) as server:
        for _ in range(4):
            worker.drain()
            later()

    assert len(server.taken) == 1
    assert (fresh(row).status, fresh(row).attempts) == (Delivery.DELIVERED, 3)


@pytest.mark.parametrize(
    ("answer", "noted"),
    [
        ("RCPT 550 no such user", "SMTP 550"),
        ("RCPT 553 bad name", "SMTP 553"),
        ("554 looks like spam", "SMTP 554"),
    ],
)
def test_permanent_refusal_is_a_dead_letter_at_once(settings, row, answer, noted, caplog):
    with mail_server(settings, answer) as server:
        for _ in range(3):
            worker.drain()
            later()

    assert (server.taken, server.asked) == ([], 1)
    assert (fresh(row).status, fresh(row).attempts, fresh(row).error) == (Delivery.DEAD, 1, noted)
    assert ADDRESS not in caplog.text


def test_dead_letter_stops_nobody_else(settings, organisation, row):
    make_application(organisation, state="unconfirmed")
    with mail_server(settings, "RCPT 550 no such user") as server:
        worker.drain()

    assert len(server.taken) == 1
    assert sorted(mail_rows().values_list("status", flat=True)) == ["dead", "delivered"]


def test_server_that_dies_after_the_final_dot_gets_the_same_mail_again(settings, row):
    with mail_server(settings, DIES) as server:
        for _ in range(3):
            worker.drain()
            later()

    assert len(server.taken) == 2  # one double, and a mail server can tell
    assert len({message["Message-ID"] for message in server.taken}) == 1
    assert len({message.get_body(("plain",)).get_content() for message in server.taken}) == 1
    assert fresh(row).status == Delivery.DELIVERED


def test_slow_server_delivers_once(settings, row):
    with mail_server(settings, SLOW) as server:
        worker.drain()
        worker.drain()

    assert len(server.taken) == 1
    assert fresh(row).attempts == 1


def test_server_that_never_answers_costs_a_pause_and_not_the_mail(settings, row):
    settings.EMAIL_TIMEOUT = 0.1
    with mail_server(settings, SLOW, SLOW) as server:
        begun = time.monotonic()
        worker.drain()
        assert time.monotonic() - begun < 2
        assert fresh(row).status == Delivery.WAITING
        settings.EMAIL_TIMEOUT = 10
        later()
        worker.drain()

    assert fresh(row).status == Delivery.DELIVERED
    assert len({message["Message-ID"] for message in server.taken}) == 1


def test_refused_sign_in_is_our_mistake_and_loses_no_mail(settings, row):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "wer", "falsch"
    with mail_server(settings) as server:
        worker.drain()
        assert fresh(row).status == Delivery.WAITING
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        later()
        worker.drain()

    assert len(server.taken) == 1


def test_two_hundred_mails_through_three_faults_arrive_once_each(settings, organisation):
    OutboxRow.objects.all().delete()
    for number in range(200):
        OutboxRow.objects.create(
            kind="accounts.test", recipient=f"a{number}@beispiel.example", payload={"number": number}
        )

    def render(row):
        identity = {"Message-ID": message_id(row, "vielfalt.example")}
        return EmailMessage("Test", str(row.pk), "post@vielfalt.example", [row.recipient], headers=identity)

    registry.register("accounts.test", registry.Handler(render=render, deliver=post))
    faults = ["451 later"] * 20 + [DIES] * 3 + ["421 busy"] * 20
    try:
        with mail_server(settings, *faults) as server:
            for _ in range(5):
                worker.drain()
                later()
    finally:
        registry._handlers.pop("accounts.test")

    assert set(OutboxRow.objects.values_list("status", flat=True)) == {Delivery.DELIVERED}
    assert len({message["Message-ID"] for message in server.taken}) == 200
    assert len(server.taken) == 203  # one double for each death after the final dot
