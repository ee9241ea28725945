"""`manage.py seed --applications N`: many invented applications, for load tests."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms_apps.organisations.models import HostOrganisation
from vielfalt.demo.organisations import read
from vielfalt.demo.seed import seed_applications

SECONDS_BETWEEN = 3


class Command(BaseCommand):
    help = "Add invented applications for load tests; refused in production."

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, and where."""
        parser.add_argument("--applications", type=int, required=True, help="how many")
        parser.add_argument("--organisation", help="all at this Träger; else half at the demo's first one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add them, and say every few seconds how far it is."""
        if not settings.DEMO_ALLOWED:
            raise CommandError("Diese Installation nimmt keine erfundenen Bewerbungen auf.")
        self.count = options["applications"]
        if self.count < 1:
            raise CommandError("Die Zahl der Bewerbungen muss mindestens 1 sein.")
        self.begun = self.shown = time.monotonic()
        seed_applications(self.count, self._hosts(options["organisation"]), self._progress)
        seconds = time.monotonic() - self.begun
        self.stdout.write(
            f"{self.count} Bewerbungen in {seconds:.0f} s ({self.count / seconds:.0f} je Sekunde)."
        )

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
