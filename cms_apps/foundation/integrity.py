"""The hash by which a browser knows a script of ours again (Subresource Integrity)."""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage


def integrity_of(name: str) -> str:
    """`sha384-…` of what is served for `name`."""
    return _kept(name) if not settings.DEBUG else _hash(name)


@lru_cache
def _kept(name: str) -> str:
    return _hash(name)


def _hash(name: str) -> str:
    return f"sha384-{base64.b64encode(hashlib.sha384(_served(name)).digest()).decode()}"


def _served(name: str) -> bytes:
    """As collected, where collected files are served; else from the source."""
    if isinstance(staticfiles_storage, ManifestFilesMixin):
        with staticfiles_storage.open(staticfiles_storage.stored_name(name)) as file:
            return bytes(file.read())
    return Path(str(finders.find(name))).read_bytes()
