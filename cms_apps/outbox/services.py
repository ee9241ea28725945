"""Writing rows: always inside the transaction of the verb that owes them."""

import logging
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms_apps.outbox.errors import NotLost
from cms_apps.outbox.models import LOST, Delivery, OutboxRow
from cms_apps.outbox.posting import forget_copies
from cms_apps.outbox.registry import handler_of

logger = logging.getLogger("vielfalt.outbox")


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
    status: Delivery = Delivery.WAITING,
) -> OutboxRow:
    """Queue one delivery of a registered `kind`; with a `dedupe_key` there is never a second row of that key.

    A row that is HELD is not sent itself: from `due_at` on a digest takes it up (`gather`). A LETTER has no recipient:
    somebody prints it (`posted`).
    """
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
        "status": status,
    }
    if dedupe_key is None:
        return OutboxRow.objects.create(**values)
    row, _created = OutboxRow.objects.get_or_create(dedupe_key=dedupe_key, defaults=values)
    return row


def send_again(row: OutboxRow, *, by: str, recipient: str = "") -> OutboxRow:
    """Queue once more what did not arrive, under a new Message-ID, to a corrected address if there is one.

    Raises NotLost when it waits already, or was never lost: of two clicks one sends.
    """
    lost = OutboxRow.objects.filter(pk=row.pk, status__in=LOST, replays=row.replays)
    address = recipient or row.recipient
    now = timezone.now()
    again = {"status": Delivery.WAITING, "attempts": 0, "due_at": now, "error": "", "claimed_until": None}
    changed = address and lost.update(
        **again, recipient=address, replays=F("replays") + 1, replayed_at=now, replayed_by=by[:150]
    )
    if not changed:
        raise NotLost
    logger.info("outbox row %s (%s) is sent again", row.pk, row.kind)
    row.refresh_from_db()
    return row


def posted(row: OutboxRow) -> bool:
    """Note that a letter was printed; False when somebody else noted it, or it is none."""
    letter = OutboxRow.objects.filter(pk=row.pk, status=Delivery.LETTER)
    return bool(letter.update(status=Delivery.POSTED, delivered_at=timezone.now()))


def forget(subject_key: str) -> int:
    """Delete every row about a subject that is itself deleted, and what copies we have; returns how many."""
    rows = list(OutboxRow.objects.filter(subject_key=subject_key).values_list("pk", flat=True))
    deleted, _by_model = OutboxRow.objects.filter(pk__in=rows).delete()
    transaction.on_commit(partial(forget_copies, rows))
    return deleted
