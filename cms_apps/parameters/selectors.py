"""Reading parameters: one query a minute for all of them."""

import contextlib
from datetime import date

from django.core.cache import cache
from django.utils import timezone

from cms_apps.parameters.defaults import DEFAULTS
from cms_apps.parameters.models import Parameter

CACHE_KEY = "parameters.rows"
CACHE_SECONDS = 60


def parameter(key: str, *, on: date | None = None) -> int | str:
    """The value of `key` on a day (today by default); raises KeyError for an unknown key."""
    return values(on=on)[key]


def values(*, on: date | None = None) -> dict[str, int | str]:
    """Every parameter by its key, as it is on a day (today by default)."""
    day = on or timezone.localdate()
    found = {key: definition.default for key, definition in DEFAULTS.items()}
    for key, start, text in sorted(_rows(), key=lambda row: row[1]):
        if start <= day and key in DEFAULTS:
            with contextlib.suppress(ValueError):  # written past the form: what held before goes on
                found[key] = DEFAULTS[key].parse(text)
    return found


def number(key: str, *, on: date | None = None) -> int:
    """The value of a parameter that is a whole number."""
    return int(parameter(key, on=on))


def term(key: str) -> str:
    """The display term `key` without its prefix: term("guides")."""
    return str(parameter(f"term.{key}"))


def forget_cached() -> None:
    """Let the next read see what was just written."""
    cache.delete(CACHE_KEY)


def _rows() -> list[tuple[str, date, str]]:
    rows: list[tuple[str, date, str]] | None = cache.get(CACHE_KEY)
    if rows is None:
        rows = list(Parameter.objects.values_list("key", "valid_from", "value"))
        cache.set(CACHE_KEY, rows, CACHE_SECONDS)
    return rows
