"""Handing a mail to the mail server: its refusals told apart, and our Message-ID known again in a bounce."""

import hmac
import re
import smtplib
from collections.abc import Collection

from django.core import mail
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac

from cms_apps.outbox.errors import Undeliverable
from cms_apps.outbox.models import OutboxRow

PERMANENT = 500  # SMTP: from here on a reply says "do not try again" (RFC 5321, 4.2.1)
_OURS = re.compile(r"<outbox-(\d{1,18})-(\d{1,5})-([0-9a-f]{16})@[^>\s]+>")


def post(message: EmailMessage) -> None:
    """Send now; raises Undeliverable when this mail is refused for good, else whatever went wrong for now.

    A refused sign-in or sender is our own mistake, not the mail's: it waits until somebody has put it right.
    """
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        if codes and min(codes) >= PERMANENT:
            raise Undeliverable(f"SMTP {codes[0]}") from None
        raise
    except smtplib.SMTPDataError as error:
        if error.smtp_code >= PERMANENT:
            raise Undeliverable(f"SMTP {error.smtp_code}") from None
        raise


def message_id(row: OutboxRow, domain: str) -> str:
    """The same for each attempt, so that a mail server can fold a second copy; another one when sent again."""
    return f"<outbox-{row.pk}-{row.replays}-{_seal(row)}@{domain}>"


def row_number(text: str) -> int:
    """Which row a Message-ID of ours names; 0 for any other text."""
    found = _OURS.search(text)
    return int(found[1]) if found else 0


def forget_copies(rows: Collection[int]) -> None:
    """Let a mail backend that keeps copies delete those of rows that are gone; mail servers keep none for us."""
    forget = getattr(mail.get_connection(), "forget", None)
    if forget is not None:
        forget(rows)


def row_of(text: str) -> OutboxRow | None:
    """The row whose Message-ID of now stands in a text; one that somebody made up names none."""
    for pk, replays, seal in _OURS.findall(text):
        row = OutboxRow.objects.filter(pk=pk, replays=replays).first()
        if row and hmac.compare_digest(seal, _seal(row)):
            return row
    return None


def _seal(row: OutboxRow) -> str:
    value = f"{row.pk}:{row.replays}:{row.created_at.timestamp():.0f}"
    return salted_hmac("vielfalt.message-id", value).hexdigest()[:16]
