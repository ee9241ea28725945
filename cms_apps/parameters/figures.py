"""The public figures of the start page: written by whoever measures, read by pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.kept import Kept
from cms_apps.parameters.models import PublicFigure
from cms_apps.parameters.selectors import all_terms

LEAST = 5  # a smaller number would speak of people, not of the state
KEPT = Kept[list[PublicFigure]]("figures")
VOLUNTEERS, HOSTS, ANSWER_DAYS = "volunteers", "hosts", "answer_days"
LABELS: dict[str, Any] = {
    VOLUNTEERS: _("%(guides)s sind dabei oder bereiten sich vor"),
    HOSTS: _("Träger nehmen in Hessen teil"),
    ANSWER_DAYS: _("dauert es meist bis zur ersten Antwort"),
}


@dataclass(frozen=True)
class Figure:
    """One figure in words."""

    value: str
    label: str


@dataclass(frozen=True)
class Figures:
    """What the start page shows, and the day on which it was measured."""

    rows: list[Figure]
    measured_on: date


def publish(figures: Mapping[str, int | None], on: date) -> None:
    """Replace the public figures by those measured on a day; None takes one away."""
    rows = [
        PublicFigure(key=key, value=value, measured_on=on)
        for key, value in figures.items()
        if value is not None
    ]
    with transaction.atomic():
        transaction.on_commit(KEPT.forget)
        PublicFigure.objects.exclude(key__in=[row.key for row in rows]).delete()
        PublicFigure.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["key"], update_fields=["value", "measured_on"]
        )


def public_figures() -> Figures | None:
    """The figures in their order in the active language, or None while there are none."""
    found = {figure.key: figure for figure in _rows()}
    known = [found[key] for key in LABELS if key in found]
    if not known:
        return None
    rows = [Figure(_written(one), str(LABELS[one.key]) % all_terms()) for one in known]
    return Figures(rows, min(one.measured_on for one in known))


def _rows() -> list[PublicFigure]:
    return KEPT.get("rows", lambda: list(PublicFigure.objects.all()))


def _written(figure: PublicFigure) -> str:
    if figure.key != ANSWER_DAYS:
        return f"{figure.value:,}".replace(",", "\u202f")
    if not figure.value:
        return gettext("am selben Tag")
    return ngettext("%(days)s Tag", "%(days)s Tage", figure.value) % {"days": figure.value}
