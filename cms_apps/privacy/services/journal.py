"""The erasure journal: a file outside the database and its backups, so that nobody comes back with a restored one.

An erasure writes its row in its own transaction; after the commit the row is appended to the file, by the request itself or,
had that died, by the clock. So the file never names what was not erased, and lacks an erasure for a minute at most.
"""

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms_apps.foundation.privacy import subject_kinds
from cms_apps.privacy.models import ErasureEntry

logger = logging.getLogger("vielfalt.privacy")


def note_erasure(kind: str, key: str) -> None:
    """Remember that a subject was erased; inside the transaction that erases it."""
    ErasureEntry.objects.create(kind=kind, key=key)
    # robust: the erasure stands, and the clock writes what this request could not.
    transaction.on_commit(flush_journal, robust=True)


def flush_journal() -> int:
    """Append to the file what it lacks, and force it to the disk; returns how many lines. Twice is harmless."""
    waiting = list(ErasureEntry.objects.filter(written_at=None))
    if not waiting:
        return 0
    _append("".join(_line(entry) for entry in waiting))
    ErasureEntry.objects.filter(pk__in=[entry.pk for entry in waiting]).update(written_at=timezone.now())
    return len(waiting)


def replay_journal() -> dict[str, int]:
    """Erase again whatever a restored backup brought back; returns how many subjects of each kind. Idempotent."""
    erased: dict[str, int] = {}
    for kind, key in dict.fromkeys(_entries()):
        if kind in subject_kinds and subject_kinds[kind].erase(key):
            erased[kind] = erased.get(kind, 0) + 1
    return erased


def _append(text: str) -> None:
    path = Path(settings.ERASURE_JOURNAL)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, text.encode())  # one write: lines of two processes never mix
        os.fsync(file)
    finally:
        os.close(file)


def _line(entry: ErasureEntry) -> str:
    return json.dumps({"at": entry.at.isoformat(), "kind": entry.kind, "key": entry.key}) + "\n"


def _entries() -> Iterator[tuple[str, str]]:
    path = Path(settings.ERASURE_JOURNAL)
    for line in path.read_text().splitlines() if path.exists() else []:
        try:
            entry = json.loads(line)
            yield entry["kind"], entry["key"]
        except (ValueError, KeyError, TypeError):
            logger.error("a line of the erasure journal cannot be read")  # noqa: TRY400 -- it may hold a pseudonym
