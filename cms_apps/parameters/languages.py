"""The kept list of languages: ISO 639 code -> (German name, own name). As skills, never as origin."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from django.conf import settings
from django.utils.translation import gettext_lazy

from cms_apps.foundation.languages import system_language
from cms_apps.foundation.sorting import sort_key

OTHER = "other"

LANGUAGES: dict[str, tuple[str, str]] = {
    "sq": ("Albanisch", "shqip"), "am": ("Amharisch", "አማርኛ"), "ar": ("Arabisch", "العربية"),
    "hy": ("Armenisch", "հայերեն"), "az": ("Aserbaidschanisch", "azərbaycanca"), "bn": ("Bengalisch", "বাংলা"),
    "ber": ("Berberisch (Tamazight)", "ⵜⴰⵎⴰⵣⵉⵖⵜ"), "bs": ("Bosnisch", "bosanski"), "bg": ("Bulgarisch", "български"),
    "zh": ("Chinesisch", "中文"), "prs": ("Dari", "دری"), "de": ("Deutsch", "Deutsch"), "en": ("Englisch", "English"),
    "fa": ("Farsi (Persisch)", "فارسی"), "fr": ("Französisch", "français"), "ka": ("Georgisch", "ქართული"),
    "el": ("Griechisch", "Ελληνικά"), "ha": ("Hausa", "Hausa"), "he": ("Hebräisch", "עברית"), "hi": ("Hindi", "हिन्दी"),
    "ig": ("Igbo", "Igbo"), "id": ("Indonesisch", "Bahasa Indonesia"), "it": ("Italienisch", "italiano"),
    "ja": ("Japanisch", "日本語"), "kk": ("Kasachisch", "қазақша"), "rw": ("Kinyarwanda", "Ikinyarwanda"),
    "ko": ("Koreanisch", "한국어"), "hr": ("Kroatisch", "hrvatski"), "kmr": ("Kurmandschi", "kurmancî"),
    "lv": ("Lettisch", "latviešu"), "ln": ("Lingala", "lingála"), "lt": ("Litauisch", "lietuvių"),
    "mk": ("Mazedonisch", "македонски"), "mn": ("Mongolisch", "монгол"), "ne": ("Nepalesisch", "नेपाली"),
    "nl": ("Niederländisch", "Nederlands"), "om": ("Oromo", "Oromoo"), "ps": ("Paschtu", "پښتو"),
    "pl": ("Polnisch", "polski"), "pt": ("Portugiesisch", "português"), "pa": ("Punjabi", "ਪੰਜਾਬੀ"),
    "rom": ("Romanes", "romani čhib"), "ro": ("Rumänisch", "română"), "ru": ("Russisch", "русский"),
    "sr": ("Serbisch", "српски"), "si": ("Singhalesisch", "සිංහල"), "sk": ("Slowakisch", "slovenčina"),
    "sl": ("Slowenisch", "slovenščina"), "so": ("Somali", "Soomaali"), "ckb": ("Sorani", "سۆرانی"),
    "es": ("Spanisch", "español"), "sw": ("Suaheli", "Kiswahili"), "tl": ("Tagalog", "Tagalog"),
    "ta": ("Tamil", "தமிழ்"), "th": ("Thailändisch", "ไทย"), "ti": ("Tigrinya", "ትግርኛ"),
    "cs": ("Tschechisch", "čeština"), "tr": ("Türkisch", "Türkçe"), "uk": ("Ukrainisch", "українська"),
    "hu": ("Ungarisch", "magyar"), "ur": ("Urdu", "اردو"), "ug": ("Uigurisch", "ئۇيغۇرچە"),
    "uz": ("Usbekisch", "oʻzbekcha"), "vi": ("Vietnamesisch", "Tiếng Việt"), "wo": ("Wolof", "Wolof"),
    "yo": ("Yoruba", "Yorùbá"), "zza": ("Zazaki", "zazakî"),
    "sgn-de": ("Deutsche Gebärdensprache", "DGS"), "other": ("andere Sprache", ""),
}  # fmt: skip


# What CLDR does not know, or calls otherwise than its speakers here.
OUR_NAMES = {
    "prs": gettext_lazy("Dari"),
    "kmr": gettext_lazy("Kurmandschi"),
    "ckb": gettext_lazy("Sorani"),
    "ber": gettext_lazy("Berberisch (Tamazight)"),
    "sgn-de": gettext_lazy("Deutsche Gebärdensprache"),
    OTHER: gettext_lazy("andere Sprache"),
}


def language_name(code: str) -> str:
    """The name of a language in the active language (CLDR's where it is not German); an unknown code as it is."""
    if code not in LANGUAGES:
        return code
    language = system_language()
    if language == settings.LANGUAGE_CODE:
        return LANGUAGES[code][0]
    return str(OUR_NAMES.get(code) or _cldr_names(language).get(code) or LANGUAGES[code][0])


def language_choices(codes: Iterable[str] = LANGUAGES) -> list[tuple[str, str]]:
    """Code and title ("Arabisch – العربية") of the kept languages among `codes`, alphabetically in the active language."""
    kept = [(language_name(code), code) for code in codes if code in LANGUAGES and code != OTHER]
    return [
        (code, f"{name} – {LANGUAGES[code][1]}")
        for name, code in sorted(kept, key=lambda one: sort_key(one[0]))
    ]


@lru_cache
def _cldr_names(language: str) -> dict[str, str]:
    return dict(Locale.parse(language, sep="-").languages)
