"""Reading parameters: one query a minute for all of them."""

import contextlib
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from cms_apps.foundation.kept import Kept
from cms_apps.parameters.defaults import DEFAULTS
from cms_apps.parameters.models import Parameter

KEPT = Kept[Any]("parameters")
TRANSLATED_INTO = {code for code, _name in settings.SYSTEM_LANGUAGES} - {settings.LANGUAGE_CODE}


def parameter(key: str, *, on: date | None = None) -> int | str:
    """The value of `key` on a day (today by default); raises KeyError for an unknown key."""
    return values(on=on)[key]


def values(*, on: date | None = None) -> Mapping[str, int | str]:
    """Every parameter by its key, as it is on a day (today by default)."""
    if on is not None:
        return _values(on)
    today = timezone.localdate()
    found: Mapping[str, int | str] = KEPT.get(today, lambda: _values(today))
    return found


def number(key: str, *, on: date | None = None) -> int:
    """The value of a parameter that is a whole number."""
    return int(parameter(key, on=on))


def all_terms() -> Mapping[str, str]:
    """Every parameter in the active language by its short name, for pages and mails: `guides`, `centre_phone`.

    A term that stands there for the active language (`term.guides.en`) takes the place of the German one.
    """
    language = get_language() or ""
    found: Mapping[str, str] = KEPT.get((language, timezone.localdate()), lambda: _terms(language))
    return found


def term(key: str) -> str:
    """The display term `key` without its prefix, in the active language: term("guides")."""
    return all_terms()[key]


def forget_cached() -> None:
    """Let the next read see what was just written."""
    KEPT.forget()


def _values(day: date) -> Mapping[str, int | str]:
    found = {key: definition.default for key, definition in DEFAULTS.items()}
    for key, start, text in sorted(_rows(), key=lambda row: row[1]):
        if start <= day and key in DEFAULTS:
            with contextlib.suppress(ValueError):  # written past the form: what held before goes on
                found[key] = DEFAULTS[key].parse(text)
    return MappingProxyType(found)


def _terms(language: str) -> Mapping[str, str]:
    found, ending = values(), f".{language}"
    own = {key.removesuffix(ending): value for key, value in found.items() if key.endswith(ending)}
    shown = {key: value for key, value in found.items() if key.rpartition(".")[2] not in TRANSLATED_INTO}
    return MappingProxyType({_short(key): str(value) for key, value in {**shown, **own}.items()})


def _rows() -> list[tuple[str, date, str]]:
    rows: list[tuple[str, date, str]] = KEPT.get(
        "rows", lambda: list(Parameter.objects.values_list("key", "valid_from", "value"))
    )
    return rows


def _short(key: str) -> str:
    return key.removeprefix("term.").replace(".", "_")
