"""What every installation needs, demo or not: the Kreise and the centre."""

import csv
from datetime import date

from django.conf import settings

from cms_apps.organisations.enums import OrganisationKind
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.services import publish_profile
from cms_apps.parameters.selectors import parameter, term
from cms_apps.places.models import District

FOLDER = settings.ROOT / "fixtures" / "places"


def load_districts() -> None:
    """Make the 27 Kreise; what exists stays."""
    with (FOLDER / "districts.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            start = date.fromisoformat(row["valid_from"]) if row["valid_from"] else None
            District.objects.get_or_create(
                ags=row["ags"], defaults={"name": row["name"], "valid_from": start}
            )


def ensure_centre() -> HostOrganisation:
    """The centre, with the contact data of the parameters; every installation needs it."""
    values = {
        "name": term("centre"),
        "phone": str(parameter("centre.phone")),
        "email": str(parameter("centre.email")),
    }
    centre, created = HostOrganisation.objects.get_or_create(kind=OrganisationKind.CENTRE, defaults=values)
    if created:
        publish_profile(centre, description="Für alle Orte in Hessen, an denen es noch keinen Träger gibt.")
    return centre
