"""Running the deletion rules (Löschkonzept)."""

import logging

from django.db import connection

from cms_apps.foundation.privacy import DeletionRule, deletion_rules
from cms_apps.privacy.models import PurgeRecord

logger = logging.getLogger("vielfalt.privacy")


def purge() -> dict[str, int]:
    """Run every rule; returns how many rows went by which. One that fails does not stop the others, and is on record."""
    deleted = {name: _run(rule) for name, rule in deletion_rules.items()}
    _scrub()
    return deleted


def _scrub() -> None:
    """SQLite keeps earlier pages in its log until they are written back: do that, and empty the log."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _run(rule: DeletionRule) -> int:
    deleted, error = 0, ""
    try:
        deleted = rule.keep()
    except Exception as failure:  # noqa: BLE001 -- what is due elsewhere must go all the same
        error = type(failure).__name__
        logger.error("deletion rule %s failed: %s", rule.name, error)  # noqa: TRY400 -- a traceback may hold data
    if deleted or error:
        PurgeRecord.objects.create(rule=rule.name, deleted=deleted, error=error)
    return deleted
