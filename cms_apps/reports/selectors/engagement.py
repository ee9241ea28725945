"""The engagement record (Engagementnachweis): where somebody takes part since when, and which courses they completed.

It belongs to the person, so it gathers what each of their organisations keeps; each is named with what is its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.models import CourseCertificate, Enrolment
from cms_apps.enrolments.selectors.attendance import Standing, standings_of
from cms_apps.enrolments.selectors.certificates import certificates_of
from cms_apps.volunteers.enums import VolunteerState
from cms_apps.volunteers.models import Volunteer, VolunteerHistory
from cms_apps.volunteers.selectors import ever_of_address


@dataclass(frozen=True)
class Place:
    """Where somebody takes part or did, in words: "aktiv seit 3. März 2026"."""

    host: str
    sentence: str
    was_active: bool


@dataclass(frozen=True)
class CompletedCourse:
    """A course with its host and days; `units` of `total` UE count. Of a certificate that holds number and check code."""

    title: str
    kind: str
    host: str
    first: date
    last: date
    units: int
    total: int
    number: str = ""
    code: str = ""


@dataclass(frozen=True)
class Record:
    """All of one person behind a mailbox; `pk` is the first of their rows."""

    pk: int
    name: str
    places: Sequence[Place]
    courses: Sequence[CompletedCourse]

    @property
    def says_something(self) -> bool:
        """Whether there is anything to show to others."""
        return bool(self.courses) or any(one.was_active for one in self.places)


def records_of(address: str) -> list[Record]:
    """One record for each person behind a mailbox that was proved. Seven queries, however much there is.

    Several people may share it, and one may be at several organisations: who has the same name there is the same.
    """
    people = ever_of_address(address)
    if not people:
        return []
    active, courses = _active_since(people), _courses(people)
    by_name: dict[str, list[Volunteer]] = {}
    for one in people:
        by_name.setdefault(" ".join(one.full_name.split()).casefold(), []).append(one)
    return [
        Record(
            rows[0].pk,
            rows[0].full_name,
            [_place(one, active.get(one.pk)) for one in rows],
            sorted((course for one in rows for course in courses.get(one.pk, ())), key=lambda one: one.last),
        )
        for rows in by_name.values()
    ]


def _active_since(people: Iterable[Volunteer]) -> dict[int, date]:
    rows = VolunteerHistory.objects.filter(
        subject__in=[one.pk for one in people], target=VolunteerState.ACTIVE
    )
    first = rows.order_by().values_list("subject").annotate(first=Min("at"))
    return {pk: timezone.localdate(at) for pk, at in first}


def _courses(people: Iterable[Volunteer]) -> dict[int, list[CompletedCourse]]:
    places = Enrolment.objects.filter(
        volunteer__in=[one.pk for one in people], state=EnrolmentState.COMPLETED
    )
    standings = standings_of(places.order_by("pk"))
    certificates = certificates_of(one.enrolment.pk for one in standings)
    found: dict[int, list[CompletedCourse]] = {}
    for one in standings:
        course = _course(one, certificates.get(one.enrolment.pk))
        found.setdefault(one.enrolment.volunteer_id, []).append(course)
    return found


def _course(standing: Standing, certificate: CourseCertificate | None) -> CompletedCourse:
    run = standing.enrolment.run
    days = [timezone.localdate(one.starts_at) for one in run.dates.all()]
    course = CompletedCourse(
        run.title,
        run.kind.name,
        run.organisation.name,
        min(days),
        max(days),
        standing.counted,
        standing.total,
    )
    return replace(course, number=certificate.number, code=certificate.code) if certificate else course


def _place(volunteer: Volunteer, active_on: date | None) -> Place:
    state_day = timezone.localdate(volunteer.state_since)
    if active_on is None and volunteer.state == VolunteerState.ACTIVE:
        active_on = state_day
    words = {
        "since": _day(active_on or timezone.localdate(volunteer.created_at)),
        "until": _day(state_day),
    }
    return Place(
        volunteer.organisation.name, _sentence(volunteer.state, active_on) % words, active_on is not None
    )


def _sentence(state: str, active_on: date | None) -> str:
    if active_on is None:
        return (
            _("aufgenommen am %(since)s, dabei bis %(until)s")
            if state == VolunteerState.LEFT
            else _("aufgenommen am %(since)s")
        )
    by_state = {
        VolunteerState.PAUSED: _("aktiv seit %(since)s, Pause seit %(until)s"),
        VolunteerState.LEFT: _("aktiv vom %(since)s bis %(until)s"),
    }
    return by_state.get(VolunteerState(state), _("aktiv seit %(since)s"))


def _day(value: date) -> str:
    return date_format(value, _("j. F Y"))
