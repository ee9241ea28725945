"""Reads about deletions."""

from typing import Any

from cms_apps.foundation.privacy import deletion_rules
from cms_apps.privacy.models import PurgeRecord

SHOWN = 30


def last_deletions() -> list[dict[str, Any]]:
    """The last deletions by the clock: `at`, `what` in words, `deleted`, `error`. One query."""
    rows = PurgeRecord.objects.values("at", "rule", "deleted", "error")[:SHOWN]
    return [{**row, "what": _words(row["rule"])} for row in rows]


def _words(name: str) -> str:
    rule = deletion_rules.get(name)
    return name if rule is None else str(rule.what)
