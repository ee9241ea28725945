"""A right-to-left pseudo-locale: every text of ours in Arabic letters that mean nothing, as `ar`.

It shows what no catalogue reached (Latin letters are left over) and what was laid out for one direction only,
until the right-to-left languages are there.
"""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGE = ("ar", "Pseudo")
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyzäöü", "ابتثجحخدذرزسشصضطظعغفقكلمنهويىة", strict=False)) | {
    "ß": "سس"
}
_KEPT = re.compile(r"(%\(\w+\)s|%[sd]|<[^>]+>|&\w+;|\{\w+\})")
_FORMAT = re.compile(r"[lDjdFMmYyHi\s.,:\u00a0]+")  # how a date is written is no text


def pseudo(text: str) -> str:
    """Return `text` in Arabic letters; placeholders, tags and date formats stay."""
    if _FORMAT.fullmatch(text):
        return text
    parts = _KEPT.split(text)
    return "".join(
        part if index % 2 else "".join(_LETTERS.get(c, c) for c in part.lower())
        for index, part in enumerate(parts)
    )


def write_pseudo_locale(source: Path, folder: Path) -> None:
    """Write `folder/ar/LC_MESSAGES/django.mo` for every message of a catalogue."""
    target = folder / LANGUAGE[0] / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    with source.open("rb") as file:
        known = read_po(file)
    made = Catalog(locale=LANGUAGE[0])
    for message in known:
        if not message.id:
            continue
        one = message.id[-1] if isinstance(message.id, list | tuple) else message.id
        several = isinstance(message.id, list | tuple)
        made.add(
            message.id, [pseudo(one)] * made.num_plurals if several else pseudo(one), context=message.context
        )
    with target.open("wb") as file:
        write_mo(file, made)
