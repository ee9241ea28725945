"""What a model says about the personal data it holds, and who erases it (GDPR Art. 17, 30)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """One row of the record of processing (Art. 30): what is kept of whom, why, who reads it, how long.

    `subject` is the lookup from the model to the person (`"application"`, `"self"`), `fields` names each
    field with personal data. A model without any says so with `Declaration.none()`.
    """

    fields: tuple[str, ...]
    purpose: str
    readers: tuple[str, ...] = ()
    retention: str = ""
    subject: str = ""

    @classmethod
    def none(cls, purpose: str = "no personal data") -> "Declaration":
        """A model that holds no personal data."""
        return cls(fields=(), purpose=purpose)


Eraser = Callable[[str], int]
_erasers: dict[str, Eraser] = {}


def register_eraser(name: str, eraser: Eraser) -> None:
    """Let a domain app say how it erases all it knows of an e-mail address; `eraser` returns the rows it touched."""
    if name in _erasers:
        raise ValueError(f"eraser {name!r} is registered twice")
    _erasers[name] = eraser


def erasers() -> dict[str, Eraser]:
    """All registered erasers by name."""
    return dict(_erasers)


def declaration_of(model: type[models.Model]) -> Declaration | None:
    """The model's own declaration, or None when it has none."""
    declared = model.__dict__.get("privacy")
    return declared if isinstance(declared, Declaration) else None
