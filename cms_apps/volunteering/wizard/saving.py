"""What a step's page carries so that two windows, two devices and the script that saves while typing get along."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.forms import CheckboxInput
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from cms_apps.volunteering.forms.base import StepForm
from cms_apps.volunteering.models import Draft
from cms_apps.volunteering.services.drafts import Mark

VERSION, PAGE, SEQUENCE, SEEN, WHOLE = "version", "page", "sequence", "seen", "whole"
TAKE = "take:"
LONGEST_NAME, MOST_DIGITS = 16, 9


@dataclass(frozen=True)
class Difference:
    """One field that another window had filled in differently."""

    label: str
    here: str
    there: str
    take: str  # what the button says to have the other value


def carried(draft: Draft | None, step: str) -> dict[str, str | int]:
    """The hidden fields of a step's page; `seen` says that it shows what other windows wrote."""
    known = draft if draft is not None and draft.submitted_at is None else None
    return {
        VERSION: known.version_of(step) if known else 0,
        PAGE: secrets.token_urlsafe(6),
        SEQUENCE: 1,
        WHOLE: known.version_of_all_but(step) if known else 0,
        **({SEEN: 1} if known and known.overwritten.get(step) else {}),
    }


def own_fields(step: str, posted: MultiValueDict) -> dict[str, list[str]]:
    """What was posted for this step, as it was typed."""
    return {name: values for name, values in posted.lists() if name.startswith(f"{step}-")}


def mark_in(posted: MultiValueDict) -> Mark | None:
    """What the page carried; None for one without it, whose words then simply win."""
    if VERSION not in posted:
        return None
    page = str(posted.get(PAGE, ""))[:LONGEST_NAME]
    return Mark(_number(posted.get(VERSION)), page, _number(posted.get(SEQUENCE)))


def has_seen(posted: MultiValueDict) -> bool:
    """Whether the page had shown what other windows wrote, and no button asks for a part of it."""
    return SEEN in posted and not str(posted.get("go", "")).startswith(TAKE)


def has_shown_all(posted: MultiValueDict, draft: Draft, step: str) -> bool:
    """Whether the check page had shown the answers as they are now."""
    return WHOLE not in posted or _number(posted.get(WHOLE)) == draft.version_of_all_but(step)


def wanted_by(go: str) -> tuple[str, int]:
    """Field and place of the value that a button "take:…" asks for."""
    name, _colon, place = go.removeprefix(TAKE).rpartition(":")
    return name, _number(place)


def differences(draft: Draft | None, step: str, form: StepForm) -> list[Difference]:
    """Each value of another window that this step's form can show and that does not hold now."""
    others = draft.overwritten.get(step, {}) if draft is not None else {}
    now = draft.data.get(step, {}) if draft is not None else {}
    found = []
    for name in form.fields if others else ():
        key = form.add_prefix(name)
        for place, value in enumerate(others.get(key, [])):
            if value != now.get(key, []) and _can_be_shown(form, name, value):
                here, there = (_in_words(form, name, one) for one in (now.get(key, []), value))
                found.append(Difference(form.label_of(name), here, there, f"{TAKE}{key}:{place}"))
    return found


def _can_be_shown(form: StepForm, name: str, values: list[str]) -> bool:
    choices = _choices(form, name)
    return not form[name].is_hidden and (not choices or all(value in choices for value in values))


def _in_words(form: StepForm, name: str, values: list[str]) -> str:
    if isinstance(form.fields[name].widget, CheckboxInput):
        return _("ja") if values else _("nein")
    choices = _choices(form, name)
    return ", ".join(str(choices.get(value, value)) for value in values if value) or _("keine Angabe")


def _choices(form: StepForm, name: str) -> dict[str, Any]:
    return {str(key): text for key, text in getattr(form.fields[name], "choices", ())}


def _number(typed: Any) -> int:
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0
