"""A field that lies encrypted in the database."""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import Exact, IsNull, Lookup

from cms_apps.foundation.encryption import decrypt, encrypt


class OnlyEmpty(Exact):
    """`field=""`: what can be asked of a column that looks different each time it is written."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if rhs != "":
            raise FieldError("An encrypted field cannot be looked up by its value.")
        super().__init__(lhs, rhs)


class EncryptedTextField(models.TextField):
    """Text that is encrypted at rest (`encryption`). Empty stays empty; nothing else can be searched for or ordered by."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """What was written; raises InvalidToken when no key opens it."""
        return decrypt(value.encode()) if value else value

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt what is not empty."""
        text = super().get_prep_value(value)
        return encrypt(text).decode() if text else text

    def get_lookup(self, lookup_name: str) -> type[Lookup] | None:
        """None but those that ask whether there is anything."""
        found: dict[str, type[Lookup]] = {"exact": OnlyEmpty, "isnull": IsNull}
        return found.get(lookup_name)

    def get_transform(self, name: str) -> None:
        """None: the database sees nothing to transform."""
        return
