"""An SMTP server with a script: what it accepts becomes a file before it says so."""

import asyncio
import itertools
import re
import time
from collections import defaultdict
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass(frozen=True)
class Behaviour:
    """How the next messages are answered: after `seconds`, at RCPT or after the final dot, or not at all."""

    seconds: float = 0
    at_recipient: str = ""
    after_dot: str = ""
    hang_up: bool = False  # keeps the message, then breaks the line instead of answering


GOOD = Behaviour()


class Sink:
    """Listens on a port of its own; `behaviour` may be changed at any time."""

    def __init__(self, folder: Path, port: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.port, self.behaviour = folder, port, GOOD
        self._count = itertools.count(len(list(folder.glob("*.eml"))) + 1)
        self._by_recipient: dict[str, list[EmailMessage]] = defaultdict(list)
        self._controller: Controller | None = None
        for path in sorted(folder.glob("*.eml")):
            self._remember(path.read_bytes())

    def start(self) -> None:
        """Begin to listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Away: connections are refused."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def to(self, recipient: str) -> list[EmailMessage]:
        """What was accepted for an address."""
        return list(self._by_recipient[recipient])

    def wait_for(self, recipient: str, pattern: str, seconds: float) -> str | None:
        """What `pattern` finds in any mail to an address, as soon as it is there."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for mail in self.to(recipient):
                if found := re.search(pattern, text_of(mail)):
                    return found.group(1)
            time.sleep(0.1)
        return None

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        """Refuse here, or accept."""
        await asyncio.sleep(self.behaviour.seconds)
        if self.behaviour.at_recipient:
            return self.behaviour.at_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        """Keep the message, then say so."""
        if self.behaviour.after_dot:
            return self.behaviour.after_dot
        (self.folder / f"{next(self._count):06}.eml").write_bytes(envelope.content)
        self._remember(envelope.content)
        if self.behaviour.hang_up:
            server.transport.abort()
        return "250 OK"

    def _remember(self, content: bytes) -> None:
        mail = message_from_bytes(content, policy=policy.default)
        self._by_recipient[str(mail["To"])].append(mail)


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    return body.get_content() if body is not None else ""


def message_ids(folder: Path) -> list[str]:
    """The Message-ID of each accepted mail, as often as it came."""
    headers = (
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*.eml"))
    )
    return [str(mail["Message-ID"]) for mail in headers]
