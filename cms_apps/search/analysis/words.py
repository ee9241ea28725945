"""Finding words in a text and folding their letters: no case, no marks, one form of each letter."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from cms_apps.foundation.digits import ascii_digits

DATA = Path(__file__).parent / "data"
LONGEST = 60  # letters of a token; longer ones are no words
_MARKS = range(0x300, 0x1E00)  # where the combining marks of the languages of the house stand


def _mark_class() -> str:
    marks = [code for code in _MARKS if unicodedata.category(chr(code)).startswith("M")]
    runs = [list(run) for _, run in groupby(enumerate(marks), lambda pair: pair[1] - pair[0])]
    return "".join(f"\\u{run[0][1]:04x}-\\u{run[-1][1]:04x}" for run in runs)


# A word: letters, digits and the marks on them; a gender mark inside it does not end it (Lots*innen, Helfer/-innen).
_LETTERS = rf"[^\W_](?:[^\W_]|[{_mark_class()}\u00ad])*"
_GENDER = r"(?:[*:_·•’]|/-?)(?=(?i:innen|in|r|e|n|en)(?![^\W_])|(?i:innen)[^\W_])"
_WORD = re.compile(rf"{_LETTERS}(?:{_GENDER}{_LETTERS})*")
_LETTER_FORMS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ـ": "",
    }
)


@dataclass(frozen=True)
class Word:
    """Where a word stands in a text, and its tokens."""

    start: int
    end: int
    tokens: tuple[str, ...]


def spans(text: str) -> list[tuple[int, int]]:
    """Where words begin and end."""
    return [found.span() for found in _WORD.finditer(text)]


def fold(word: str) -> str:
    """`word` as letters and digits only: casefolded, ß as ss, ä as a, one form of each Arabic letter."""
    decomposed = unicodedata.normalize("NFKD", ascii_digits(word).casefold())
    plain = "".join(letter for letter in decomposed if letter.isalnum()).translate(_LETTER_FORMS)
    return plain[:LONGEST]


def data_lines(name: str) -> list[str]:
    """The lines of a word list, without its comments."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
