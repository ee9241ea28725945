"""Who looked at a person's data, as the person may read it."""

from collections.abc import Collection
from dataclasses import dataclass

from cms_apps.privacy.models import AccessRecord

MOST_SHOWN = 20


@dataclass(frozen=True)
class Accesses:
    """The newest of all accesses, without the names of the staff, and how many there are."""

    newest: list[AccessRecord]
    count: int


def accesses_to(subjects: Collection[str]) -> Accesses:
    """What is written down about a person who is known by these keys; two queries."""
    rows = AccessRecord.objects.filter(object_key__in=subjects)
    return Accesses(list(rows.order_by("-pk")[:MOST_SHOWN]), rows.count())
