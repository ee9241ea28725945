"""Encrypting everything anew after a key was added: with the first key, so that older ones can be dropped.

Whoever keeps secrets elsewhere than in an `EncryptedTextField` registers how they are encrypted anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import models
from django.db.models import ExpressionWrapper, F, Value

from cms_apps.foundation.encryption import with_first_key
from cms_apps.foundation.fields import EncryptedTextField

BATCH = 500


@dataclass(frozen=True)
class Reencrypted:
    """How many values were encrypted anew, and how many no key opens: those stay as they are."""

    changed: int = 0
    unreadable: int = 0

    def __add__(self, other: "Reencrypted") -> "Reencrypted":
        return Reencrypted(self.changed + other.changed, self.unreadable + other.unreadable)


reencryptors: dict[str, Callable[[], Reencrypted]] = {}


def register_reencryptor(name: str, reencrypt: Callable[[], Reencrypted]) -> None:
    """Let `manage.py rotate_keys` call it; it must be fit to be called again and to be broken off."""
    reencryptors[name] = reencrypt


def everything_encrypted() -> dict[str, Callable[[], Reencrypted]]:
    """What there is to encrypt anew, by name: every `EncryptedTextField`, and what was registered."""
    fields = {
        f"{model._meta.label}.{field.name}": _of(model, field.name)  # noqa: SLF001 -- Django's documented Meta API
        for model in apps.get_models()
        for field in model._meta.local_fields  # noqa: SLF001 -- as above
        if isinstance(field, EncryptedTextField)
    }
    return {**fields, **reencryptors}


def reencrypt_column(model: type[models.Model], name: str) -> Reencrypted:
    """Encrypt one column anew, batch by batch; a value that changed meanwhile is left to whoever changed it."""
    binary = isinstance(model._meta.get_field(name), models.BinaryField)  # noqa: SLF001 -- as above
    raw = models.BinaryField() if binary else models.TextField()
    # Not through the field itself: that one would decrypt.
    rows = model._base_manager.annotate(raw=ExpressionWrapper(F(name), output_field=raw))  # noqa: SLF001 -- all rows
    done, batch = Reencrypted(), list(rows.order_by("pk").values_list("pk", "raw")[:BATCH])
    while batch:
        for pk, secret in batch:
            done += _renew(rows.filter(pk=pk), name, secret, raw)
        batch = list(rows.filter(pk__gt=batch[-1][0]).order_by("pk").values_list("pk", "raw")[:BATCH])
    return done


def _renew(row: models.QuerySet[Any], name: str, secret: Any, raw: models.Field) -> Reencrypted:
    if not secret:
        return Reencrypted()
    old = secret.encode() if isinstance(secret, str) else bytes(secret)
    try:
        new = with_first_key(old)
    except InvalidToken:
        return Reencrypted(unreadable=1)
    if new == old:
        return Reencrypted()
    value = new.decode() if isinstance(secret, str) else new
    return Reencrypted(changed=row.filter(raw=secret).update(**{name: Value(value, output_field=raw)}))


def _of(model: type[models.Model], name: str) -> Callable[[], Reencrypted]:
    return lambda: reencrypt_column(model, name)
