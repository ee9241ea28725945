"""Amounts, limits and days that pages show: read where they are kept, so that nobody types them twice."""

from collections.abc import Callable
from datetime import date

from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms_apps.parameters.defaults import DEFAULTS
from cms_apps.parameters.selectors import parameter

CENTS = 100
A_LEAP_YEAR = 2024  # has every day


def euros(value: int | str) -> str:
    """So many cents as people write them: "12,50 Euro", "6 750 Euro"."""
    whole, cents = divmod(int(value), CENTS)
    point = get_format("DECIMAL_SEPARATOR")
    return _("%(amount)s Euro") % {"amount": _grouped(whole) + (f"{point}{cents:02}" if cents else "")}


def _whole_euros(value: int | str) -> str:
    return euros(int(value) * CENTS)


def _hours(value: int | str) -> str:
    return ngettext("%(count)s Stunde", "%(count)s Stunden", int(value)) % {"count": _grouped(int(value))}


def _units(value: int | str) -> str:
    return _("%(count)s UE") % {"count": value}


def _people(value: int | str) -> str:
    return ngettext("%(count)s Person", "%(count)s Personen", int(value)) % {"count": value}


def _day(value: int | str) -> str:
    """A day of every year, "31.12."; what is no day is shown as it was typed."""
    parts = str(value).strip().rstrip(".").split(".")
    try:
        day = date(A_LEAP_YEAR, int(parts[1]), int(parts[0]))
    except (ValueError, IndexError):
        return str(value)
    return date_format(day, _("j. F"))


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


WRITTEN: dict[str, Callable[[int | str], str]] = {
    "allowance.hour_cents": euros,
    "allowance.year_hours": _hours,
    "allowance.lead_year_hours": _hours,
    "coordination.year_euros": _whole_euros,
    "coordination.least_guides": _people,
    "course_grant.unit_cents": euros,
    "course_grant.least_units": _units,
    "course_grant.most_units": _units,
    "tax_free.year_euros": _whole_euros,
    "deadline.application": _day,
    "deadline.hours": _day,
    "deadline.report": _day,
}


def amount_choices() -> list[tuple[str, str]]:
    """What an editor may put on a page, in its order."""
    return [(key, str(DEFAULTS[key].label)) for key in WRITTEN]


def amount(key: str) -> str:
    """The amount `key` as it is today, in words of the active language; "" for one that is gone."""
    return WRITTEN[key](parameter(key)) if key in WRITTEN else ""


def amount_label(key: str) -> str:
    """What the amount is for, in the active language."""
    return str(DEFAULTS[key].label) if key in WRITTEN else ""
