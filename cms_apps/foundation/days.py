"""Which days people can mean: a slip of the pen ("20226", "0026") is asked about and not kept. And days months later."""

from calendar import monthrange
from datetime import date, datetime

from django.core.exceptions import ValidationError

FIRST_YEAR, LAST_YEAR = 1900, 2100
MONTHS = 12


def validate_day(moment: date | datetime) -> None:
    """Refuse a day that no editor means (German, as the admin)."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValidationError(
            f"Das Jahr {moment.year:04} kann nicht stimmen. Wählen Sie einen Tag zwischen {FIRST_YEAR} und {LAST_YEAR}.",
            code="day",
        )


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of its month where that one has no such day (§ 188 Abs. 3 BGB)."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
