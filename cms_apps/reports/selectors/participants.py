"""Who took part in a run, with their UE: the annex of its proof of use (Formblatt 2 C)."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.models import Attendance
from cms_apps.enrolments.selectors.attendance import Standing, standings


@dataclass(frozen=True)
class Participant:
    """One person who was there: UE `attended` in this course, `made_up` of what they missed, and at which date how many."""

    subject_key: str
    last_name: str
    first_name: str
    attended: int
    made_up: int
    state: str
    by_date: dict[int, int]

    @property
    def name(self) -> str:
        """As lists show it."""
        return f"{self.last_name}, {self.first_name}"

    @property
    def together(self) -> int:
        """The UE that count for completing the course."""
        return self.attended + self.made_up


def participants_of(run: CourseRun) -> list[Participant]:
    """Everybody who was there, alphabetically, once each: also who gave a place up and took one again. Four queries."""
    found = standings(run)
    noted = _noted(run)
    by_person: dict[int, list[Standing]] = {}
    for one in found:
        by_person.setdefault(one.enrolment.volunteer_id, []).append(one)
    people = [_participant(rows, noted) for rows in by_person.values()]
    return [one for one in people if one.attended]


def _participant(rows: list[Standing], noted: dict[int, dict[int, int]]) -> Participant:
    last = max(rows, key=lambda one: one.enrolment.pk)
    volunteer = last.enrolment.volunteer
    return Participant(
        subject_key=volunteer.subject_key,
        last_name=volunteer.last_name,
        first_name=volunteer.first_name,
        attended=sum(one.attended for one in rows),
        made_up=last.made_up,
        state=str(last.enrolment.get_state_display()),
        by_date=_together(noted.get(one.enrolment.pk, {}) for one in rows),
    )


def _noted(run: CourseRun) -> dict[int, dict[int, int]]:
    rows = Attendance.objects.filter(date__run=run, enrolment__run=run)
    noted: dict[int, dict[int, int]] = {}
    for enrolment, day, units in rows.values_list("enrolment", "date", "units"):
        noted.setdefault(enrolment, {})[day] = units
    return noted


def _together(each: Iterable[dict[int, int]]) -> dict[int, int]:
    units: dict[int, int] = {}
    for one in each:
        for day, number in one.items():
            units[day] = units.get(day, 0) + number
    return units
