"""The tick: what `settings.TICK` lists is run when its interval has passed; a missed one is made up."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from cms_apps.outbox.models import ClockRun

logger = logging.getLogger("vielfalt.clock")
WORKER = "worker"
BEAT_EVERY = timedelta(seconds=10)


def beat() -> None:
    """Say that the worker is alive, at most every ten seconds."""
    now = timezone.now()
    ClockRun.objects.get_or_create(name=WORKER)
    fresh = Q(finished_at=None) | Q(finished_at__lt=now - BEAT_EVERY)
    ClockRun.objects.filter(fresh, name=WORKER).update(started_at=now, finished_at=now)


def run_due_ticks() -> list[str]:
    """Run each tick whose interval has passed; of several workers only one gets it. Returns their paths."""
    return [path for path, seconds in settings.TICK.items() if _take(path, seconds) and _run(path)]


def _take(path: str, seconds: int) -> bool:
    now = timezone.now()
    ClockRun.objects.get_or_create(name=path)
    due = Q(started_at=None) | Q(started_at__lte=now - timedelta(seconds=seconds))
    return bool(ClockRun.objects.filter(due, name=path).update(started_at=now))


def _run(path: str) -> bool:
    error = ""
    try:
        import_string(path)()
    except Exception as failure:  # noqa: BLE001 -- one tick must not stop the others
        error = type(failure).__name__
        logger.error("tick %s failed: %s", path, error)  # noqa: TRY400 -- a traceback may hold data
    ClockRun.objects.filter(name=path).update(finished_at=timezone.now(), error=error)
    return True
