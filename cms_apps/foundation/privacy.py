"""What a model says about the personal data it holds (GDPR Art. 30)."""

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


def declaration_of(model: type[models.Model]) -> Declaration | None:
    """The model's own declaration, or None when it has none."""
    declared = model.__dict__.get("privacy")
    return declared if isinstance(declared, Declaration) else None
