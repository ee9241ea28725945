"""Postal codes for the demo."""

from django.conf import settings

from cms_apps.places.importer import import_places
from cms_apps.places.models import Municipality

FOLDER = settings.ROOT / "fixtures" / "places"


def load_demo_postal_codes() -> None:
    """Load the demo's own small table, unless real codes are there."""
    if Municipality.objects.exists():
        return
    with (FOLDER / "demo_postal_codes.csv").open(encoding="utf-8", newline="") as lines:
        import_places(lines)
