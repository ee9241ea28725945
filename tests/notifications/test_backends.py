"""Mails leave whole: one file a mail, or over a real SMTP server."""

import email
import email.policy
import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.core.mail import EmailMessage

from cms_apps.organisations.services import invite_to_team
from cms_apps.outbox.models import Delivery
from cms_apps.outbox.worker import drain
from tests.factories.people import make_user
from tests.rows import mail_rows


@pytest.fixture
def files(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.EMAIL_BACKEND = "cms_apps.notifications.backends.EmlFileBackend"
    return tmp_path / "mail"


class Inbox(Message):
    """Keeps what the server was given."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[email.message.Message] = []

    def handle_message(self, message: email.message.Message) -> None:
        self.messages.append(message)


@pytest.fixture
def smtp(settings):
    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield inbox
    server.stop()


def test_one_complete_file_a_mail(files):
    for number in range(3):
        EmailMessage("Grüße", f"Zeile {number}\n.\nÄ", "post@vielfalt.example", ["a@beispiel.example"]).send()

    written = sorted(files.iterdir())
    assert [file.suffix for file in written] == [".eml"] * 3
    messages = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in written]
    assert {message["Subject"] for message in messages} == {"Grüße"}
    assert sorted(message.get_content().splitlines()[0] for message in messages) == [
        "Zeile 0", "Zeile 1", "Zeile 2",
    ]  # fmt: skip


def test_mail_that_cannot_be_built_leaves_no_file(files):
    with pytest.raises(ValueError, match="newline"):
        EmailMessage(
            "Grüße\nBcc: x@beispiel.example", "x", "a@beispiel.example", ["b@beispiel.example"]
        ).send()

    assert not list(files.glob("*")) if files.exists() else True


@pytest.mark.django_db
def test_mail_goes_through_a_real_server(smtp, organisation):
    invite_to_team(organisation, actor=make_user(), email="neu@vielfalt.example", role="coordinator")

    drain()

    (message,) = smtp.messages
    assert mail_rows().get().status == Delivery.DELIVERED
    assert message["To"] == "neu@vielfalt.example"
    assert message["Message-ID"].startswith("<outbox-")
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
    for part in message.get_payload():
        assert (
            "http://testserver/de/schreibtisch/einstellungen/einladung/"
            in part.get_payload(decode=True).decode()
        )


@pytest.mark.django_db
@pytest.mark.asvs("16.5.2")
def test_mail_waits_while_the_server_is_away(settings, organisation):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    invite_to_team(organisation, actor=make_user(), email="neu@vielfalt.example", role="coordinator")

    drain()

    row = mail_rows().get()
    assert (row.status, row.error) == (Delivery.WAITING, "ConnectionRefusedError")
