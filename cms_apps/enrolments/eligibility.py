"""What speaks against noting who was there, and against completing a course."""

from django.utils import timezone

from cms_apps.courses.enums import RunState
from cms_apps.courses.models import CourseDate
from cms_apps.enrolments import errors
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors.attendance import list_closes_on, standing_of
from cms_apps.workflow.actors import Actor


def check_date(date: CourseDate) -> None:
    """Refuse a date that nobody can have attended, and a list that is closed."""
    if date.run.state == RunState.CANCELLED or timezone.localdate(date.starts_at) > timezone.localdate():
        raise errors.NotYetHeld
    if timezone.localdate() > list_closes_on(date.run):
        raise errors.ListLocked


def is_noted(enrolment: Enrolment, actor: Actor) -> None:
    """Refuse to judge before the last day, and where the list has gaps."""
    last = enrolment.run.dates.order_by("starts_at").last()
    if last is None or timezone.localdate(last.starts_at) > timezone.localdate():
        raise errors.CourseNotOver
    if standing_of(enrolment).gaps:
        raise errors.AttendanceMissing


def attended_enough(enrolment: Enrolment, actor: Actor) -> None:
    """Refuse whoever attended less than the share that completes a course, and say by how much."""
    if missing := standing_of(enrolment).missing:
        raise errors.TooLittleAttended(missing)


def is_short(enrolment: Enrolment, actor: Actor) -> None:
    """Refuse to count out whoever has attended enough."""
    if not standing_of(enrolment).missing:
        raise errors.AttendedEnough
