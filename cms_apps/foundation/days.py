"""Which days people can mean: a slip of the pen ("20226", "0026") is asked about and not kept."""

from datetime import date, datetime

from django.core.exceptions import ValidationError

FIRST_YEAR, LAST_YEAR = 1900, 2100


def validate_day(moment: date | datetime) -> None:
    """Refuse a day that no editor means (German, as the admin)."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValidationError(
            f"Das Jahr {moment.year:04} kann nicht stimmen. Wählen Sie einen Tag zwischen {FIRST_YEAR} und {LAST_YEAR}.",
            code="day",
        )
