"""A line of text that people can see."""

import unicodedata
from typing import Any

from django import forms

# Control characters and marks that turn or hide what stands beside them; two of these join letters in Persian and Hindi.
_HIDDEN = frozenset({"Cc", "Cf"})
_JOINERS = "\u200c\u200d"


class LineField(forms.CharField):
    """One line; what nobody can see is left out, and what consists of nothing else is missing."""

    def to_python(self, value: Any) -> str:
        """Leave out line breaks and invisible characters."""
        text = "".join(one for one in super().to_python(value) or "" if _is_kept(one)).strip()
        return text if text.strip(_JOINERS) else ""


def _is_kept(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in _HIDDEN
