"""Without an SMTP server each mail becomes one file that a person can open."""

import uuid
from collections.abc import Collection, Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from cms_apps.outbox.posting import row_number


class EmlFileBackend(BaseEmailBackend):
    """Write `VAR_DIR/mail/<time>-<outbox row>-<random>.eml`, one file a mail, complete or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message under a temporary name, then rename it."""
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            row = row_number(str(message.extra_headers.get("Message-ID", "")))
            name = f"{timezone.localtime():%Y%m%d-%H%M%S}-{row}-{uuid.uuid4().hex[:8]}"
            draft = folder / f".{name}.part"
            draft.write_bytes(message.message().as_bytes())
            draft.rename(folder / f"{name}.eml")
        return len(email_messages)

    def forget(self, rows: Collection[int]) -> None:
        """Delete the files of outbox rows that are deleted: here they lie with us, not in somebody's mailbox."""
        for path in _folder().glob("*.eml"):
            if path.stem.split("-")[2] in {str(row) for row in rows}:
                path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "mail"
