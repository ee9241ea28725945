"""A storage that is no folder, as S3 is none."""

import errno
import os

from django.core.files.base import ContentFile
from django.core.files.storage import Storage


class Elsewhere(Storage):
    """Files that have an address and no path."""

    def __init__(self):
        self.kept = {}

    def _open(self, name, mode="rb"):
        return ContentFile(self.kept[name], name)

    def _save(self, name, content):
        self.kept[name] = content.read()
        return name

    def exists(self, name):
        return name in self.kept

    def size(self, name):
        return len(self.kept[name])

    def url(self, name):
        return f"https://bucket.example/{name}"


class Broken(Elsewhere):
    """On a disk that fails."""

    def _open(self, name, mode="rb"):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
