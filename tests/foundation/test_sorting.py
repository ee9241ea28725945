"""The stored key for alphabetical lists: DIN 5007-1, the same on every database."""

import pytest
from django.core.management import call_command

from cms_apps.foundation.sorting import sort_key
from cms_apps.organisations.models import HostOrganisation
from tests.factories.people import make_organisation


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Äpfel", "apfel"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Bad Homburg v. d. Höhe", "bad homburg v d hohe"),
        ("Kurs 9", "kurs 00009"),
        ("  İstanbul-Çay ", "istanbul cay"),
        ("", ""),
        ("—", ""),
    ],
)
def test_key_is_folded(text, key):
    assert sort_key(text) == key


def test_key_fits_its_column():
    assert len(sort_key("ß" * 200)) == 200


def test_names_are_in_order():
    names = ["Zebra", "Ökohof", "Oase", "ofen", "Kurs 10", "Kurs 9"]

    assert sorted(names, key=sort_key) == ["Kurs 9", "Kurs 10", "Oase", "ofen", "Ökohof", "Zebra"]


@pytest.mark.django_db
def test_key_follows_the_name():
    organisation = make_organisation("Äpfel")
    organisation.name = "Birnen"
    organisation.save(update_fields=["name"])

    assert HostOrganisation.objects.get().sort_key == "birnen"


def test_project_passes_its_checks():
    call_command("check", fail_level="WARNING")
