"""Making a backup, keeping the last ones, and putting one in the place of an installation."""

import shutil
import tarfile
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cms_apps.privacy.services import NoJournal, begin_journal, purge, replay_journal
from vielfalt.backups import databases, manifest
from vielfalt.backups.manifest import PARTIAL, PREFIX, Manifest

MEDIA = "media.tar"


class NotEmpty(Exception):
    """There is an installation already; restoring would overwrite it."""


def make_backup(target: Path) -> Path:
    """Write database and media below `target`; the folder has its final name only when everything is on the disk."""
    target.mkdir(parents=True, exist_ok=True)
    for left in target.glob(f"{PARTIAL}*"):  # of a backup that was killed
        shutil.rmtree(left, ignore_errors=True)
    begin_journal()
    stamp = f"{timezone.now():%Y%m%d-%H%M%S-%f}"
    draft, final = target / f"{PARTIAL}{stamp}", target / f"{PREFIX}{stamp}"
    draft.mkdir(mode=0o700)
    rows = databases.dump(draft)
    _pack_media(draft)
    manifest.write(draft, made_at=timezone.now().isoformat(), engine=_engine(), rows=rows)
    draft.rename(final)
    manifest.sync(target)
    return final


def drop_old(target: Path, keep: int) -> list[Path]:
    """Delete all but the last `keep` backups that are whole; returns what went. Damaged ones do not count, and stay."""
    whole = [folder for folder in sorted(target.glob(f"{PREFIX}*")) if _is_whole(folder)]
    old = whole[:-keep]
    for folder in old:
        shutil.rmtree(folder)
    return old


def restore_backup(
    folder: Path, *, replace: bool = False, without_journal: bool = False
) -> tuple[Manifest, dict[str, int]]:
    """Load a backup that is whole, then erase again and delete what is due.

    Raises Damaged or NotEmpty, NoJournal before anything is touched, ReplayIncomplete when the rest is done.

    Returns the manifest, and how many erased subjects had come back.
    """
    sealed = manifest.read(folder)
    if sealed.engine != _engine():
        raise manifest.Damaged(f"{sealed.engine} does not go into {_engine()}")
    if not replace and not databases.is_empty():
        raise NotEmpty
    if not without_journal and not Path(settings.ERASURE_JOURNAL).exists():
        raise NoJournal(str(settings.ERASURE_JOURNAL))
    databases.load(folder)
    found = databases.count_rows()
    call_command("migrate", interactive=False, verbosity=0)
    Session.objects.all().delete()  # some were ended since
    cache.clear()
    # Before anything else can fail: from here on the database is in place.
    erased = {} if without_journal else replay_journal()
    _unpack_media(folder)
    purge()
    if differing := {table for table, rows in sealed.rows.items() if found.get(table) != rows}:
        raise manifest.Damaged(f"rows differ in {sorted(differing)}")
    return sealed, erased


def _pack_media(folder: Path) -> None:
    with tarfile.open(folder / MEDIA, "w") as tar:
        root = Path(settings.MEDIA_ROOT)
        if root.exists():
            tar.add(root, arcname=".")


def _unpack_media(folder: Path) -> None:
    root = Path(settings.MEDIA_ROOT)
    fresh, old = root.with_name(f".{root.name}.restored"), root.with_name(f".{root.name}.old")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    with tarfile.open(folder / MEDIA) as tar:
        tar.extractall(fresh, filter="data")
    if root.exists():
        root.rename(old)
    fresh.rename(root)
    shutil.rmtree(old, ignore_errors=True)


def _is_whole(folder: Path) -> bool:
    try:
        manifest.read(folder)
    except manifest.Damaged:
        return False
    return True


def _engine() -> str:
    return connection.vendor
