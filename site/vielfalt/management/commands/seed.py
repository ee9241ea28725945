"""`manage.py seed --applications N` or `--news N`: many invented rows, for load tests."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms_apps.organisations.models import HostOrganisation
from vielfalt.demo.organisations import read
from vielfalt.demo.seed import seed_applications
from vielfalt.demo.seed_news import news_index, room_for_news, seed_news

SECONDS_BETWEEN = 3


class Command(BaseCommand):
    help = "Add invented applications or news for load tests; refused in production."

    def add_arguments(self, parser: CommandParser) -> None:
        """What, how many, and where."""
        kinds = parser.add_mutually_exclusive_group(required=True)
        kinds.add_argument("--applications", type=int, help="how many applications")
        kinds.add_argument("--news", type=int, help="how many news items")
        parser.add_argument(
            "--organisation", help="applications: all at this Träger; else half at the demo's first one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Add them, and say every few seconds how far it is."""
        if not settings.DEMO_ALLOWED:
            raise CommandError("Diese Installation nimmt nichts Erfundenes auf.")
        if options["news"] is not None:
            self._news(options["news"])
        else:
            self._applications(options["applications"], options["organisation"])

    def _applications(self, count: int, name: str | None) -> None:
        self._begin(count, "Bewerbungen")
        seed_applications(count, self._hosts(name), self._progress)
        self._end("Bewerbungen")

    def _news(self, count: int) -> None:
        self._begin(count, "Meldungen")
        index = news_index()
        if index is None:
            raise CommandError("Es gibt noch keine Liste der Meldungen. Zuerst: manage.py setup")
        if count > (room := room_for_news(index)):
            raise CommandError(f"Unter einer Liste ist noch Platz für {room} Meldungen.")
        seed_news(count, index, self._progress)
        self._end("Meldungen")

    def _begin(self, count: int, what: str) -> None:
        if count < 1:
            raise CommandError(f"Die Zahl der {what} muss mindestens 1 sein.")
        self.count = count
        self.begun = self.shown = time.monotonic()

    def _end(self, what: str) -> None:
        seconds = time.monotonic() - self.begun
        self.stdout.write(f"{self.count} {what} in {seconds:.0f} s ({self.count / seconds:.0f} je Sekunde).")

    def _hosts(self, name: str | None) -> list[HostOrganisation]:
        if name:
            hosts = list(HostOrganisation.objects.filter(name=name))
        else:
            first = read("organisations.json")[0]["name"]
            hosts = sorted(HostOrganisation.objects.all(), key=lambda host: (host.name != first, host.pk))
        if not hosts:
            raise CommandError(f"Diesen Träger gibt es nicht: {name}" if name else "Zuerst: manage.py demo")
        return hosts

    def _progress(self, written: int) -> None:
        now = time.monotonic()
        if now - self.shown < SECONDS_BETWEEN:
            return
        self.shown = now
        rate = written / (now - self.begun)
        left = (self.count - written) / rate
        self.stdout.write(f"  {written} von {self.count} · {rate:.0f} je Sekunde · noch {left:.0f} s")
        self.stdout.flush()
