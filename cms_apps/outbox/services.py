"""Writing rows: always inside the transaction of the verb that owes them."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of


def queue(
    kind: str,
    *,
    recipient: str = "",
    language: str = "de",
    subject_key: str = "",
    payload: dict[str, Any] | None = None,
    dedupe_key: str | None = None,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    secret: bytes = b"",
) -> OutboxRow:
    """Queue one delivery of a registered `kind`; with a `dedupe_key` there is never a second row of that key."""
    handler_of(kind)
    values = {
        "kind": kind,
        "recipient": recipient,
        "language": language,
        "subject_key": subject_key,
        "payload": payload or {},
        "due_at": due_at or timezone.now(),
        "expires_at": expires_at,
        "secret": secret,
    }
    if dedupe_key is None:
        return OutboxRow.objects.create(**values)
    row, _created = OutboxRow.objects.get_or_create(dedupe_key=dedupe_key, defaults=values)
    return row


def forget(subject_key: str) -> int:
    """Delete every row about a subject that is itself deleted; returns how many."""
    deleted, _by_model = OutboxRow.objects.filter(subject_key=subject_key).delete()
    return deleted
