"""Kreise for every installation, postal codes for the demo."""

import csv
from datetime import date

from django.conf import settings

from cms_apps.places.importer import import_places
from cms_apps.places.models import District, Municipality

FOLDER = settings.ROOT / "fixtures" / "places"


def load_districts() -> None:
    """Make the 27 Kreise; what exists stays."""
    with (FOLDER / "districts.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            start = date.fromisoformat(row["valid_from"]) if row["valid_from"] else None
            District.objects.get_or_create(
                ags=row["ags"], defaults={"name": row["name"], "valid_from": start}
            )


def load_demo_postal_codes() -> None:
    """Load the demo's own small table, unless real codes are there."""
    if Municipality.objects.exists():
        return
    with (FOLDER / "demo_postal_codes.csv").open(encoding="utf-8", newline="") as lines:
        import_places(lines)
