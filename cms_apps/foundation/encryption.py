"""Encryption of the few values that must not lie open at rest; keys of their own, rotated by order."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def encrypt(text: str) -> bytes:
    """Encrypt with the first key."""
    return _fernet().encrypt(text.encode())


def decrypt(secret: bytes) -> str:
    """Decrypt with whichever key fits; raises `cryptography.fernet.InvalidToken`."""
    return _fernet().decrypt(bytes(secret)).decode()


def with_first_key(secret: bytes) -> bytes:
    """The same content, encrypted with the first key; what already is comes back unchanged. Raises as `decrypt`."""
    try:
        Fernet(_keys()[0]).decrypt(secret)
    except InvalidToken:
        return _fernet().rotate(secret)
    return secret


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _keys()])


def _keys() -> list[str | bytes]:
    return [*settings.FIELD_KEYS] or [_local_key()]


def _local_key() -> bytes:
    # Development and tests only: production refuses to start without FIELD_KEYS.
    return base64.urlsafe_b64encode(hashlib.sha256(b"field" + settings.SECRET_KEY.encode()).digest())
