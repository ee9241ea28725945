"""A stored key for alphabetical lists: DIN 5007-1, the same on every database (design.md rule 14)."""

import unicodedata


def sort_key(text: str) -> str:
    """Return `text` folded for sorting: ä as a, ß as ss, no marks, no case, digits padded to five places."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ẞ", "ss"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return " ".join(w.zfill(5) if w.isdigit() else w for w in words)[:200]
