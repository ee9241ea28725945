"""Digits as people type them: ٦٥١٨٣ and ６５１８３ are 65183."""

import unicodedata


def ascii_digits(text: str) -> str:
    """Return `text` with the decimal digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
