"""`manage.py demo`: load the demo into a migrated database."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from vielfalt.demo.load import load_demo


class Command(BaseCommand):
    help = "Load the demo (places, host organisations, people, news); refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is missing."""
        if not settings.DEMO_ALLOWED:
            raise CommandError("Diese Installation nimmt keine Demo auf.")
        load_demo(lambda part: self.stdout.write(f"  {part} …"))
