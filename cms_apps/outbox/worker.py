"""Delivering rows: claimed with a lease, retried with back-off, given up visibly.

A worker that dies keeps its rows only until the lease ends; a mail can then go out twice only if the
worker died between the server's final answer and the commit that follows. A worker that was slow finds its
row taken by another before it begins, since each claim counts the attempts on.
"""

import logging
import random
import threading
from datetime import timedelta

from django.db import close_old_connections, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cms_apps.outbox.clock import beat, run_due_ticks
from cms_apps.outbox.errors import Undeliverable
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.outbox.selectors import forget_lost

logger = logging.getLogger("vielfalt.outbox")

BATCH = 20
LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 30  # three and a half days: a mail server that is away over a weekend loses nothing
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=4)
JITTER = 0.25  # so that not every mail of an outage knocks in the same second


def claim(limit: int = BATCH) -> list[OutboxRow]:
    """Take up to `limit` due rows for this worker alone."""
    now = timezone.now()
    due = Q(status=Delivery.WAITING, due_at__lte=now) & (Q(claimed_until=None) | Q(claimed_until__lt=now))
    with transaction.atomic():
        rows = OutboxRow.objects.filter(due).select_for_update(skip_locked=True)[:limit]
        ids = [row.pk for row in rows]
        OutboxRow.objects.filter(pk__in=ids).update(claimed_until=now + LEASE, attempts=F("attempts") + 1)
    return list(OutboxRow.objects.filter(pk__in=ids))


def deliver(row: OutboxRow) -> Delivery:
    """Deliver one claimed row and write down how it went; one that another worker has or had is left alone."""
    if not _held(row).update(claimed_until=timezone.now() + LEASE):
        return _status(row)
    try:
        outcome = _attempt(row)
    except Undeliverable as error:
        return _give_up(row, error.reason)
    except Exception as error:  # noqa: BLE001 -- a bad row must never stop the queue
        return _retry_later(row, error)
    done = {
        "status": outcome,
        "claimed_until": None,
        "error": "",
        "secret": b"",
        "delivered_at": timezone.now(),
    }
    if outcome == Delivery.DROPPED or handler_of(row.kind).farewell:
        done["recipient"] = ""  # dropped, it may be a stranger's, typed into "Ich habe keinen Link mehr"
    _held(row).update(**done)
    return outcome


def deliver_batch() -> int:
    """Deliver one batch of what is due; returns how many rows were tried."""
    rows = claim()
    for row in rows:
        deliver(row)
    return len(rows)


def drain() -> int:
    """Deliver until nothing is due; returns how many rows were tried."""
    tried = 0
    while count := deliver_batch():
        tried += count
    return tried


def work(stop: threading.Event, *, poll_seconds: float = 1.0) -> None:
    """The worker's loop: clock, queue, pause; ends when `stop` is set."""
    while not stop.is_set():
        close_old_connections()
        try:
            beat()
            run_due_ticks()
            # One batch a turn: a mail server that hangs must not stop the clock.
            pause = 0.0 if deliver_batch() else poll_seconds
        except Exception as error:  # noqa: BLE001 -- the database may be away for a while
            logger.error("worker paused: %s", type(error).__name__)  # noqa: TRY400 -- a traceback may hold data
            pause = 5.0
        stop.wait(pause)


def _attempt(row: OutboxRow) -> Delivery:
    handler = handler_of(row.kind)
    expired = row.expires_at is not None and row.expires_at < timezone.now()
    if expired or not handler.still_true(row):
        return Delivery.DROPPED
    handler.deliver(handler.render(row))
    return Delivery.DELIVERED


def _held(row: OutboxRow) -> QuerySet[OutboxRow]:
    """The row while this worker's claim is the last one."""
    return OutboxRow.objects.filter(pk=row.pk, status=Delivery.WAITING, attempts=row.attempts)


def _retry_later(row: OutboxRow, error: Exception) -> Delivery:
    reason = type(error).__name__  # the message could hold an address
    if row.attempts >= MAX_ATTEMPTS:
        return _give_up(row, reason)
    # The exponent is bounded: 2 ** 29 half minutes are more than a date can hold.
    wait = min(FIRST_WAIT * 2 ** min(max(row.attempts - 1, 0), 16), LONGEST_WAIT)
    wait *= 1 + random.uniform(0, JITTER)  # noqa: S311 -- spreads load, guards nothing
    _held(row).update(due_at=timezone.now() + wait, claimed_until=None, error=reason)
    logger.warning("outbox row %s (%s): %s, attempt %s", row.pk, row.kind, reason, row.attempts)
    return Delivery.WAITING


def _give_up(row: OutboxRow, reason: str) -> Delivery:
    gone = {"recipient": ""} if handler_of(row.kind).farewell else {}
    _held(row).update(status=Delivery.DEAD, due_at=timezone.now(), claimed_until=None, error=reason, **gone)
    forget_lost()
    logger.warning("outbox row %s (%s) given up: %s, attempt %s", row.pk, row.kind, reason, row.attempts)
    return Delivery.DEAD


def _status(row: OutboxRow) -> Delivery:
    found = OutboxRow.objects.filter(pk=row.pk).values_list("status", flat=True).first()
    return Delivery(found or Delivery.DROPPED)  # a row whose subject was erased meanwhile is gone
