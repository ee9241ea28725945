"""Finding a kept language by what somebody types: its German, English or own name, its code, or another name."""

from difflib import get_close_matches
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language, override

from cms_apps.foundation.sorting import sort_key
from cms_apps.parameters.languages import LANGUAGES, OTHER, language_name

# As people here write them; the kept list has one name for each.
ALIASES: dict[str, tuple[str, ...]] = {
    "fa": ("Persisch", "Persian"), "prs": ("Dari Persisch",), "ps": ("Pashto", "Pashtu", "Paschto", "Pushto"),
    "kmr": ("Kurmanci", "Kurmanji", "Nordkurdisch"), "ckb": ("Soranî", "Zentralkurdisch"),
    "zza": ("Zaza", "Dimli", "Kirmanckî"), "ti": ("Tigrinisch", "Tigrigna"), "am": ("Amharik",),
    "so": ("Somalisch",), "ar": ("Hocharabisch", "Arabi"), "sw": ("Swahili", "Kisuaheli"),
    "rom": ("Romani", "Romany"), "ro": ("Moldauisch", "Moldawisch"), "pa": ("Panjabi", "Pandschabi"),
    "ber": ("Berber", "Tamazight", "Kabylisch", "Tarifit", "Amazigh"), "zh": ("Mandarin", "Putonghua"),
    "el": ("Neugriechisch",), "he": ("Iwrit", "Ivrit"), "tl": ("Filipino", "Philippinisch", "Pilipino"),
    "bn": ("Bangla", "Bengali"), "si": ("Sinhala",), "ka": ("Grusinisch",), "nl": ("Holländisch", "Flämisch"),
    "ha": ("Haussa",), "sgn-de": ("Gebärdensprache", "German Sign Language"),
    "es": ("Kastilisch", "Castellano"), "ug": ("Uighurisch", "Uyghur"), "uz": ("Uzbekisch",),
    "om": ("Oromiffa", "Afaan Oromo"), "mk": ("Makedonisch",), "az": ("Aseri", "Azeri"), "ne": ("Nepali",),
}  # fmt: skip
# Words for several languages, or for a country: we ask which, and guess nothing.
SEVERAL: dict[str, tuple[str, ...]] = {
    "Kurdisch": ("kmr", "ckb", "zza"), "Kurdish": ("kmr", "ckb", "zza"), "Afghanisch": ("prs", "ps"),
    "Iranisch": ("fa", "ckb", "az"), "Äthiopisch": ("am", "om", "ti"), "Eritreisch": ("ti", "ar"),
    "Pakistanisch": ("ur", "pa", "ps"), "Indisch": ("hi", "pa", "ta"), "Serbokroatisch": ("sr", "hr", "bs"),
    "Jugoslawisch": ("sr", "hr", "bs"), "Syrisch": ("ar", "kmr"), "Irakisch": ("ar", "ckb", "kmr"),
}  # fmt: skip
NEAR, MOST_NEAR = 0.75, 3


def language_typed(text: str) -> str:
    """The code of a language by any of its names, folding case and accents; empty for one that is not kept.

    "andere Sprache" gives `other`.
    """
    return _index().get(sort_key(text), "")


def nearest_languages(text: str) -> list[str]:
    """The names of up to three kept languages that may be meant, in the active language."""
    if text_means := _several().get(sort_key(text)):
        return [language_name(code) for code in text_means]
    found = get_close_matches(sort_key(text), _index(), n=2 * MOST_NEAR, cutoff=NEAR)
    codes = dict.fromkeys(_index()[key] for key in found)
    return [language_name(code) for code in codes if code != OTHER][:MOST_NEAR]


def language_suggestions() -> list[tuple[str, str]]:
    """Name in the active language and own name of each kept language, alphabetically: for a list to type into."""
    return list(_suggestions(get_language() or settings.LANGUAGE_CODE))


@lru_cache
def _suggestions(language: str) -> tuple[tuple[str, str], ...]:
    with override(language):
        rows = [(language_name(code), own) for code, (_german, own) in LANGUAGES.items() if code != OTHER]
    return tuple(sorted(rows, key=lambda row: sort_key(row[0])))


@lru_cache
def _several() -> dict[str, tuple[str, ...]]:
    return {sort_key(word): codes for word, codes in SEVERAL.items()}


@lru_cache
def _index() -> dict[str, str]:
    """Every folded name, first come first served: codes and kept names go before other names."""
    index: dict[str, str] = {}
    for names_of in (_kept_names, _translated_names, lambda code: ALIASES.get(code, ())):
        for code in LANGUAGES:
            for name in names_of(code):
                index.setdefault(sort_key(name), code)
    index.pop("", None)
    return index


def _kept_names(code: str) -> tuple[str, ...]:
    german, own = LANGUAGES[code]
    bare, _bracket, inner = german.partition("(")
    return (code, german, own, f"{german} {own}", bare, inner)


def _translated_names(code: str) -> list[str]:
    names = []
    for language, _name in settings.SYSTEM_LANGUAGES:
        with override(language):
            name = language_name(code)
        names += [name, f"{name} {LANGUAGES[code][1]}"]
    return names
