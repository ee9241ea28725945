"""Reads about deletions."""

from typing import Any

from django.utils.translation import gettext as _

from cms_apps.foundation.privacy import deletion_rules, subject_kinds
from cms_apps.privacy.models import ErasureEntry, PurgeRecord

SHOWN = 30


def last_deletions() -> list[dict[str, Any]]:
    """The last deletions, by the clock and on request: `at`, `what` in words, `deleted`, `error`. Two queries."""
    by_clock = PurgeRecord.objects.values("at", "rule", "deleted", "error")[:SHOWN]
    on_request = ErasureEntry.objects.order_by("-pk").values_list("at", "kind")[:SHOWN]
    rows: list[dict[str, Any]] = [
        *({**row, "what": _words(row["rule"])} for row in by_clock),
        *(
            {
                "at": at,
                "what": _("auf Verlangen: %(what)s") % {"what": subject_kinds[kind].label},
                "deleted": 1,
            }
            for at, kind in on_request
        ),
    ]
    return sorted(rows, key=lambda row: row["at"], reverse=True)[:SHOWN]


def _words(name: str) -> str:
    rule = deletion_rules.get(name)
    return name if rule is None else str(rule.what)
