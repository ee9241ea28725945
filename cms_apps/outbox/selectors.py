"""How the queue and the clock are doing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db.models import Min

from cms_apps.outbox.clock import WORKER
from cms_apps.outbox.models import LOST, ClockRun, Delivery, OutboxRow

ANY_LOST, SECONDS = "outbox.any_lost", 30


@dataclass(frozen=True)
class QueueHealth:
    """What an operator wants to know first."""

    last_beat: datetime | None
    ticks: dict[str, datetime | None]
    failed_ticks: dict[str, str]
    oldest_waiting: datetime | None
    dead: int


def queue_health() -> QueueHealth:
    """Heartbeat, ticks, the oldest row that is due, dead letters."""
    runs = {run.name: run for run in ClockRun.objects.all()}
    waiting = OutboxRow.objects.filter(status=Delivery.WAITING)
    return QueueHealth(
        last_beat=runs[WORKER].finished_at if WORKER in runs else None,
        ticks={path: runs[path].finished_at if path in runs else None for path in settings.TICK},
        failed_ticks={path: runs[path].error for path in settings.TICK if path in runs and runs[path].error},
        oldest_waiting=waiting.aggregate(oldest=Min("created_at"))["oldest"],
        dead=OutboxRow.objects.filter(status=Delivery.DEAD).count(),
    )


def lost_subjects(keys: Collection[str]) -> set[str]:
    """About which of these a mail did not arrive; without a query while none is lost."""
    if not _any_lost():
        return set()
    rows = OutboxRow.objects.filter(status__in=LOST, subject_key__in=keys)
    return set(rows.values_list("subject_key", flat=True))


def lost_keys(prefix: str, most: int = 500) -> list[str]:
    """Which subjects whose key begins with `prefix` a mail did not reach, the newest first, without the prefix.

    Without a query while none is lost.
    """
    if not _any_lost():
        return []
    rows = OutboxRow.objects.filter(status__in=LOST, subject_key__startswith=prefix).order_by("-pk")
    keys = rows.values_list("subject_key", flat=True)[:most]
    return list(dict.fromkeys(key.removeprefix(prefix) for key in keys))


def forget_lost() -> None:
    """Let the next page see that a mail was lost."""
    cache.delete(ANY_LOST)


def _any_lost() -> bool:
    """Kept for half a minute, which is how late processes with a cache of their own hear of the first one."""
    found: bool | None = cache.get(ANY_LOST)
    if found is None:
        found = OutboxRow.objects.filter(status__in=LOST).exists()
        cache.set(ANY_LOST, found, SECONDS)
    return found
