"""A mail server that does as a test's script says: one answer for each mail that somebody tries to hand over."""

import asyncio
import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

DIES, SLOW = "dies after the final dot", "slow"


class Scripted:
    """`answers` is used up from the front, mail by mail; after it everything is taken."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.taken: list[EmailMessage] = []
        self.asked = 0

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Refuse the recipient when the script says so: "RCPT 550 …"."""
        self.asked += 1
        if self.answers and self.answers[0].startswith("RCPT "):
            return self.answers.pop(0).removeprefix("RCPT ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        """Take the mail, or answer as the script says; "dies" takes it and hangs up without an answer."""
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == SLOW:
            await asyncio.sleep(0.3)
            answer = "250 OK"
        if answer == DIES or answer.startswith("250"):
            message = email.message_from_bytes(envelope.content or b"", policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            self.taken.append(message)
        if answer == DIES:
            server.transport.abort()
        return answer if answer != DIES else "421 gone"


@contextmanager
def mail_server(settings: Any, *answers: str) -> Iterator[Scripted]:
    """A real SMTP server on loopback; the project's settings lead there."""
    script = Scripted(*answers)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(script, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    try:
        yield script
    finally:
        server.stop()
