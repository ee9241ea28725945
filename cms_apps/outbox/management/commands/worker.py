"""`manage.py worker`: deliver the outbox and keep the clock until told to stop."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from cms_apps.outbox.worker import work


class Command(BaseCommand):
    help = "Deliver outbox rows and run what is due by the clock."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until SIGTERM or SIGINT."""
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        work(stop)
