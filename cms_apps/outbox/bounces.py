"""Reading a delivery status notification (RFC 3464), as a mail server gives it to a pipe."""

from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.posting import row_of
from cms_apps.outbox.selectors import forget_lost

FAILED, UNKNOWN = "failed", "5.0.0"
KNOWN_AFTER = (Delivery.DELIVERED, Delivery.WAITING)  # the worker may have died before it wrote "delivered"


def record_bounce(raw: bytes) -> OutboxRow | None:
    """Mark the row that a notification says was not delivered; None when it is about no mail of ours.

    A delay ("noch unterwegs") changes nothing, nor does a second notification about the same mail.
    """
    report = message_from_bytes(raw, policy=compat32)
    status = _failure(report)
    if status is None:
        return None
    row = row_of(_original_headers(report))
    if row is None:
        return None
    changed = OutboxRow.objects.filter(pk=row.pk, replays=row.replays, status__in=KNOWN_AFTER)
    changed.update(status=Delivery.BOUNCED, error=f"DSN {status}"[:120], claimed_until=None)
    forget_lost()
    row.refresh_from_db()
    return row


def _failure(report: Message) -> str | None:
    """The status code of the first recipient whose delivery failed."""
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status":
            for fields in part.get_payload() if part.is_multipart() else []:
                if isinstance(fields, Message) and str(fields.get("Action", "")).strip().lower() == FAILED:
                    return _code(str(fields.get("Status", "")))
    return None


def _code(text: str) -> str:
    """The enhanced status code alone (5.1.1); what a server adds in words could hold an address."""
    code = text.strip().split(" ")[0]
    return code if code and len(code) < 12 and all(one.isdigit() for one in code.split(".")) else UNKNOWN  # noqa: PLR2004 -- 5.999.999


def _original_headers(report: Message) -> str:
    """The Message-ID of the mail that came back: its headers, or itself, is the last part of the report."""
    found = []
    for part in report.walk():
        if part.get_content_type() == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            found.append(payload.decode("utf-8", "replace") if isinstance(payload, bytes) else "")
        elif part is not report:
            found.append(str(part.get("Message-ID", "")))
    return "\n".join(found)
