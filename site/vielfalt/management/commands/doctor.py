"""`manage.py doctor`: is everything alive?"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from cms_apps.accounts.models import User
from cms_apps.outbox.selectors import queue_health
from cms_apps.search.engines.feeding import waiting

WORKER_SILENT = timedelta(seconds=60)
QUEUE_LATE = timedelta(minutes=15)
INDEX_LATE = timedelta(seconds=60)


class Command(BaseCommand):
    help = "Say whether the worker is alive, the clock runs and the outbox empties; exit code 1 if not."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a check."""
        health = queue_health()
        now = timezone.now()
        beat = health.last_beat
        late = health.oldest_waiting is not None and health.oldest_waiting < now - QUEUE_LATE
        overdue = [path for path, at in health.ticks.items() if at is None or at < now - self._grace(path)]
        failed = [f"{path} ({error})" for path, error in health.failed_ticks.items()]
        checks = [
            (beat is not None and beat > now - WORKER_SILENT, f"Worker: zuletzt {self._when(beat)}"),
            (not overdue, f"Uhr: {', '.join(overdue) + ' überfällig' if overdue else 'alles gelaufen'}"),
            (not failed, f"Uhr, Fehler: {', '.join(failed) or 'keine'}"),
            (not late, f"Postausgang: älteste wartende Zeile {self._when(health.oldest_waiting)}"),
            (health.dead == 0, f"Postausgang: {health.dead} aufgegebene Zeilen"),
            self._elasticsearch(now),
            (settings.DEMO_ALLOWED or not User.objects.filter(is_demo=True).exists(), "Demo-Konten"),
        ]
        for good, text in checks:
            self.stdout.write(f"{'ok    ' if good else 'FEHLER'} {text}")
        if not all(good for good, _text in checks):
            raise SystemExit(1)

    def _elasticsearch(self, now: datetime) -> tuple[bool, str]:
        if not settings.ELASTICSEARCH_URL:
            return True, "Elasticsearch: nicht eingerichtet, die Datenbank sucht"
        late = waiting()
        since = f", das älteste seit {self._when(late.since)}" if late.since else ""
        good = late.since is None or late.since > now - INDEX_LATE
        return good, f"Elasticsearch: {late.documents} Dokumente warten{since}"

    @staticmethod
    def _grace(path: str) -> timedelta:
        return timedelta(seconds=settings.TICK[path] * 2 + 60)

    @staticmethod
    def _when(at: Any) -> str:
        return timezone.localtime(at).strftime("%d.%m.%Y %H:%M:%S") if at else "nie"
