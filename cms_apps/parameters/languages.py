"""The kept list of languages: ISO 639 code -> (German name, own name). As skills, never as origin."""

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


def language_choices() -> list[tuple[str, str]]:
    """Choices for a form: German name with the own name behind it."""
    return [(code, _label(german, own)) for code, (german, own) in LANGUAGES.items()]


def language_name(code: str) -> str:
    """The German name; an unknown code is shown as it is."""
    return LANGUAGES[code][0] if code in LANGUAGES else code


def _label(german: str, own: str) -> str:
    return f"{german} – {own}" if own and own != german else german
