"""What speaks against noting who was there, and against completing a course."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.utils import timezone

from cms_apps.courses.enums import RunState
from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments import errors
from cms_apps.enrolments.models import CourseCertificate, Enrolment
from cms_apps.enrolments.selectors.attendance import Standing, list_closes_on, standing_of
from cms_apps.workflow.actors import Actor


def check_date(date: CourseDate) -> None:
    """Refuse a date that nobody can have attended, and a list that is closed."""
    if date.run.state == RunState.CANCELLED or timezone.localdate(date.starts_at) > timezone.localdate():
        raise errors.NotYetHeld
    _check_list(date.run)


@contextmanager
def judged_by(found: Collection[Standing]) -> Iterator[None]:
    """Let the guards judge these people by what was just read of all of them at once, until the block ends.

    True only while the caller holds their run: whoever notes attendance or changes the plan holds it first.
    """
    for one in found:
        one.enrolment.known_standing = one
    try:
        yield
    finally:
        for one in found:
            one.enrolment.known_standing = None


def is_noted(enrolment: Enrolment, actor: Actor) -> None:
    """Refuse to judge before the last day, and where the list has gaps."""
    standing = _standing_of(enrolment)
    if standing.last_day is None or standing.last_day > timezone.localdate():
        raise errors.CourseNotOver
    if standing.gaps:
        raise errors.AttendanceMissing


def attended_enough(enrolment: Enrolment, actor: Actor) -> None:
    """Refuse whoever attended less than the share that completes a course, and say by how much."""
    if missing := _standing_of(enrolment).missing:
        raise errors.TooLittleAttended(missing)


def is_short(enrolment: Enrolment, actor: Actor) -> None:
    """Refuse to count out whoever has attended enough."""
    if not _standing_of(enrolment).missing:
        raise errors.AttendedEnough


def has_no_certificate(enrolment: Enrolment, actor: Actor) -> None:
    """Refuse to say that somebody has not completed what a valid certificate says they have."""
    if CourseCertificate.objects.valid().filter(enrolment=enrolment).exists():
        raise errors.HasCertificate


def list_is_open(enrolment: Enrolment, actor: Actor) -> None:
    """Refuse where attendance could not be put right any more."""
    _check_list(enrolment.run)


def _check_list(run: CourseRun) -> None:
    if run.state == RunState.SETTLED or timezone.localdate() > list_closes_on(run):
        raise errors.ListLocked


def _standing_of(enrolment: Enrolment) -> Standing:
    return enrolment.known_standing or standing_of(enrolment)
