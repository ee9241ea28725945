"""`manage.py record_bounce < notification`: what the mail server's pipe calls for each mail that came back."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from cms_apps.outbox.bounces import record_bounce

LONGEST = 10 * 1024 * 1024


class Command(BaseCommand):
    help = "Read one delivery status notification (RFC 3464) from standard input and mark its row."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say which row it was; what is no notification of ours is no error, else the server would bounce it."""
        row = record_bounce(sys.stdin.buffer.read(LONGEST))
        self.stdout.write(f"outbox row {row.pk}: {row.status}" if row else "no mail of ours")
