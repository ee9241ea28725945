"""The erasure journal: a file outside the database and its backups, so that nobody comes back with a restored one.

An erasure writes its row in its own transaction; after the commit the row is appended to the file, by the request itself or,
had that died, by the clock. So the file never names what was not erased, and lacks an erasure for a minute at most.
"""

import json
import logging
import os
from collections import Counter
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms_apps.foundation.privacy import subject_kinds
from cms_apps.privacy.models import ErasureEntry

logger = logging.getLogger("vielfalt.privacy")


class NoJournal(Exception):
    """There is no journal file: nobody knows who must not come back."""


class ReplayIncomplete(Exception):
    """Some lines could not be read, or their subjects not be erased; all others were."""


def stamp_of(moment: datetime) -> str:
    """Part of the pseudonym of a row with a number: a number may be given again after a restore, with its moment not."""
    return str(int(moment.timestamp() * 1_000_000))


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


def begin_journal() -> None:
    """Make the file where there is none: from the first backup on it must be there when one comes back."""
    _append("")


def replay_journal() -> dict[str, int]:
    """Erase again whatever a restored backup brought back; returns how many subjects of each kind. Idempotent.

    Raises NoJournal; and ReplayIncomplete at the end, when single lines failed.
    """
    path = Path(settings.ERASURE_JOURNAL)
    if not path.exists():
        raise NoJournal(str(path))
    erased: Counter[str] = Counter()
    entries = [_entry(line) for line in dict.fromkeys(path.read_text().splitlines())]
    failed = sum(not _erase_again(entry, erased) for entry in entries)
    if failed:
        raise ReplayIncomplete(f"{failed} of {len(entries)}")
    return dict(+erased)


def _erase_again(entry: tuple[str, str] | None, erased: Counter[str]) -> bool:
    if entry is None or entry[0] not in subject_kinds:
        logger.error("a line of the erasure journal cannot be read")
        return False
    kind, key = entry
    try:
        erased[kind] += subject_kinds[kind].erase(key)
    except Exception as failure:  # noqa: BLE001 -- all others must go all the same
        logger.error("an erasure could not be repeated: %s", type(failure).__name__)  # noqa: TRY400 -- a traceback may hold data
        return False
    return True


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


def _entry(line: str) -> tuple[str, str] | None:
    try:
        entry = json.loads(line)
        return str(entry["kind"]), str(entry["key"])
    except (ValueError, KeyError, TypeError):
        return None
