"""Pages by the key of the last row (keyset pagination): as fast on the last page as on the first."""

from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils import timezone


def key_of(row: Any, *, newest_first: bool) -> str:
    """The key of a row, as it stands in an address."""
    at = row.state_since if newest_first else row.promised_on
    return f"{at.isoformat() if at else ''}~{row.pk}"


def cursor_of(after: str, *, newest_first: bool) -> TupleLessThan | TupleGreaterThan | None:
    """The condition for rows behind a key, compared as pairs: so the index leads to the very row."""
    at, tilde, pk = after.partition("~")
    if not (tilde and pk.isascii() and pk.isdigit() and len(pk) < 19):  # noqa: PLR2004 -- fits a bigint
        return None
    try:
        if newest_first:
            moment = datetime.fromisoformat(at)
            if timezone.is_naive(moment):
                return None
            return TupleLessThan(Tuple(F("state_since"), F("pk")), (moment, int(pk)))
        return TupleGreaterThan(Tuple(F("promised_on"), F("pk")), (date.fromisoformat(at), int(pk)))
    except (ValueError, OverflowError):
        return None
