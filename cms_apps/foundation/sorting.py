"""A stored key for alphabetical lists: DIN 5007-1, the same on every database (design.md rule 14)."""

import unicodedata

# Letters that Unicode does not take apart, as people write them who do not have them.
_WITHOUT_MARK = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "ss",
        "ı": "i",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ø": "o",
        "Ø": "o",
        "æ": "ae",
        "Æ": "ae",
    }
)


def sort_key(text: str) -> str:
    """Return `text` folded for sorting: ä as a, ß as ss, no marks, no case, digits padded to five places."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_WITHOUT_MARK))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(w.zfill(5) if w.isdigit() else w for w in words)[:200]
