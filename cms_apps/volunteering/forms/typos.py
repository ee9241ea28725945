"""Slips in the domain of a mail address, found without asking anybody: a kept list and the distance to it."""

from cms_apps.foundation.likeness import slips

# The mail providers that people in Germany use most, and a few that newcomers bring along.
KNOWN = (
    "gmail.com", "googlemail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com", "web.de", "t-online.de",
    "freenet.de", "arcor.de", "yahoo.de", "yahoo.com", "outlook.de", "outlook.com", "hotmail.de", "hotmail.com",
    "live.de", "live.com", "msn.com", "icloud.com", "me.com", "mac.com", "aol.com", "aol.de", "posteo.de",
    "posteo.net", "mailbox.org", "proton.me", "protonmail.com", "vodafone.de", "vodafonemail.de", "unitybox.de",
    "online.de", "1und1.de", "kabelmail.de", "unity-mail.de", "mail.de", "email.de", "ukr.net", "mail.ru",
    "yandex.ru", "i.ua", "wp.pl", "o2.pl", "onet.pl", "abv.bg", "seznam.cz", "libero.it", "orange.fr",
    "ionos.de", "htp-tel.de", "ewetel.net", "magenta.de", "tutanota.com", "tutanota.de",
)  # fmt: skip
# One slip in a short name makes another real one (web.de, wev.de), so only long names may have two.
LONG = 9


def likely_address(address: str) -> str:
    """The address with the domain that was probably meant; "" for one that is known or near to none."""
    local, at, domain = address.rpartition("@")
    domain = domain.lower()
    if not (local and at) or domain in KNOWN:
        return ""
    distance, nearest = min((slips(domain, known), known) for known in KNOWN)
    return f"{local}@{nearest}" if 0 < distance <= (2 if len(nearest) >= LONG else 1) else ""
