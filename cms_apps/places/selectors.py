"""Finding a municipality by what a person types; the districts of today."""

import re

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cms_apps.foundation.digits import ascii_digits
from cms_apps.foundation.kept import Kept
from cms_apps.foundation.sorting import sort_key
from cms_apps.places.models import District, Municipality, PostalArea

_CODE = re.compile(r"\b(\d{5})\b")
_UMLAUT = re.compile(r"([aou])e")  # how ä, ö and ü are typed on a foreign keyboard
MOST = 12
DISTRICTS = Kept[list[District]]("districts")


def districts_today() -> list[District]:
    """Every district that there is today, alphabetically."""
    today = timezone.localdate()
    there = District.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today))
    return DISTRICTS.get(today, lambda: list(there))


def postal_code_in(typed: str) -> str:
    """The five digits in what was typed, or an empty string: "D-65183 Wiesbaden" gives "65183"."""
    found = _CODE.search(ascii_digits(typed))
    return found.group(1) if found else ""


def municipalities_matching(typed: str) -> list[Municipality]:
    """The municipalities of a postal code, or of a name or its beginning; at most twelve, alphabetically.

    A name may be typed without umlauts (Koenigstein). One that lost its last postal code is no place any more.
    """
    rows = Municipality.objects.select_related("district")
    if code := postal_code_in(typed):
        return list(rows.filter(postal_areas__code=code)[:MOST])
    rows = rows.filter(Exists(PostalArea.objects.filter(municipality=OuterRef("pk"))))
    keys = list(dict.fromkeys(key for key in (sort_key(typed), _UMLAUT.sub(r"\1", sort_key(typed))) if key))
    for key in keys:
        if found := list(rows.filter(sort_key=key)[:MOST]) or list(
            rows.filter(sort_key__startswith=key)[:MOST]
        ):
            return found
    return []
