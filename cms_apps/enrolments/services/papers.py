"""The list of participants (Teilnehmendenliste): empty to be signed, or filled in for the proof of use."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments.models import Attendance
from cms_apps.enrolments.selectors.attendance import Standing
from cms_apps.foundation.typesetting import typeset

EMPTY, FILLED = "leer", "ausgefuellt"
COLUMNS = 6  # dates side by side on a page


def participants_pdf(run: CourseRun, standings: Sequence[Standing], kind: str) -> bytes:
    """The list in German whatever the desk speaks: it goes to an authority.

    Six dates stand side by side; a longer course has several tables, each with all names.
    """
    dates = list(run.dates.all())
    noted = _noted(run, standings) if kind == FILLED else {}
    with translation.override(settings.LANGUAGE_CODE):
        return typeset(
            "participants",
            {
                "title": f"Teilnehmendenliste: {run.title}",
                "language": settings.LANGUAGE_CODE,
                "page": ["Seite", "von"],
                "facts": _facts(run, dates),
                "tables": [
                    _table(dates[n : n + COLUMNS], standings, noted, kind)
                    for n in range(0, len(dates), COLUMNS)
                ],
                "sums": [_sum(one) for one in standings] if kind == FILLED else [],
                "filled": kind == FILLED,
                "day": date_format(timezone.localdate(), "DATE_FORMAT"),
            },
        )


def _facts(run: CourseRun, dates: list[CourseDate]) -> list[list[str]]:
    units = sum(one.teaching_units for one in dates)
    facts = [("Träger", run.organisation.name), ("Kursart", run.kind.name), ("Ort", run.where)]
    return [[word, value] for word, value in (*facts, ("Umfang", f"{units} UE, {len(dates)} Termine"))]


def _table(
    dates: list[CourseDate], standings: Sequence[Standing], noted: dict[tuple[int, int], int], kind: str
) -> dict[str, Any]:
    heads = [
        f"{date_format(timezone.localtime(one.starts_at), 'd.m.y')}\n{one.teaching_units} UE" for one in dates
    ]
    rows = [
        [_name(one), *(_cell(noted, one, date) if kind == FILLED else "" for date in dates)]
        for one in standings
    ]
    return {"heads": heads, "rows": rows}


def _cell(noted: dict[tuple[int, int], int], one: Standing, date: CourseDate) -> str:
    units = noted.get((one.enrolment.pk, date.pk))
    return "–" if units is None else str(units)


def _sum(one: Standing) -> list[str]:
    return [
        _name(one),
        str(one.attended),
        str(one.made_up),
        str(one.counted),
        str(one.enrolment.get_state_display()),
    ]


def _name(one: Standing) -> str:
    volunteer = one.enrolment.volunteer
    return f"{volunteer.last_name}, {volunteer.first_name}"


def _noted(run: CourseRun, standings: Sequence[Standing]) -> dict[tuple[int, int], int]:
    rows = Attendance.objects.filter(date__run=run, enrolment__in=[one.enrolment.pk for one in standings])
    return {
        (enrolment, date): units for enrolment, date, units in rows.values_list("enrolment", "date", "units")
    }
