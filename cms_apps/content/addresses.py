"""Addresses that editors may type, and those that belong to the system (design.md rule 15)."""

import re
import unicodedata

from django.core.exceptions import ValidationError

from cms_apps.foundation.languages import system_language

SYSTEM_SLUGS = frozenset(
    {
        "admin", "barriere-melden", "begleitung", "bewerbung", "django-admin", "dokumente", "konto", "kurs-rueckmeldung", "leitstelle", "loeschkonzept",
        "mein-bereich",
        "media", "presseverteiler", "rueckmeldung", "schreibtisch", "static", "suche", "veranstaltung-anmelden", "vorschau",
    }
)  # fmt: skip
LANGUAGE_FREE = frozenset({"admin", "django-admin", "dokumente", "media", "static"})
# The search looks in one language, in Leichte Sprache too; all else of the system is German there.
GERMAN_IN_EASY = SYSTEM_SLUGS - LANGUAGE_FREE - {"suche"}

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_ALLOWED = re.compile(r"^(https?://[^\s/]|mailto:[^\s@]+@|tel:\+?\d|/(?!/))")


def validate_address(address: str) -> None:
    """Accept a path of ours, a web address, a mail address or a telephone number; refuse all else."""
    if not _ALLOWED.match(address):
        raise ValidationError(
            "Bitte eine Adresse eintragen, die mit https://, mailto:, tel: oder einem Schrägstrich "
            "beginnt, zum Beispiel /bewerbung/.",
            code="address",
        )


def system_address(slug: str) -> str:
    """Return the address of a system page in the active language, /de/bewerbung/ for "bewerbung"."""
    return f"/{system_language()}/{slug}/"


def localised(address: str) -> str:
    """Put the active language before a path of a system page; leave every other address as it is."""
    slug, _, rest = address.removeprefix("/").partition("/")
    if address.startswith("/") and slug in SYSTEM_SLUGS - LANGUAGE_FREE:
        return system_address(slug) + rest
    return address


def latin(slug: str) -> str:
    """The short name in letters that every keyboard has ("für-alle" → "fuer-alle"); one in another script as it is."""
    spelt = unicodedata.normalize("NFKD", slug.translate(_GERMAN))
    bare = "".join(sign for sign in spelt if not unicodedata.combining(sign))
    return bare if bare.isascii() else slug
