"""Make the tables and rows of A2 and A3, once."""

from datetime import date, timedelta
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

ITEMS = 1_000


def prepare() -> None:
    """Make what is missing."""
    django.setup()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {settings.SCHEMA}")
    call_command("migrate", verbosity=0, interactive=False)
    from benchmarks.targets.bare.models import Item, TinyPage  # noqa: PLC0415 -- the apps are ready only now

    if not Item.objects.exists():
        start = date(2026, 1, 1)
        Item.objects.bulk_create(
            Item(title=f"Meldung {n}", slug=f"meldung-{n}", lead="Ein Satz, der etwas sagt. " * 8,
                 day=start + timedelta(days=n % 300))
            for n in range(ITEMS)
        )  # fmt: skip
    if not TinyPage.objects.exists():
        _grow(TinyPage)


def _grow(page: Any) -> None:
    """A page two levels below the root of the site."""
    from wagtail.models import Site  # noqa: PLC0415 -- as above

    top = Site.objects.get(is_default_site=True).root_page
    area = top.add_child(instance=page(title="Bereich", slug="bereich"))
    area.add_child(instance=page(title="Seite", slug="seite"))


if __name__ == "__main__":
    prepare()
