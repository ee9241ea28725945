"""The one door to a place, and the ways back. Only a freed place may be given again."""

from django.db import IntegrityError, transaction
from django.db.models import F

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.errors import AlreadyEnrolled, RunFull, RunNotOpen
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import live_enrolments
from cms_apps.enrolments.transitions import ENROLMENT
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.transitions import VOLUNTEER
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import begin, perform


@transaction.atomic
def take_place(volunteer: Volunteer, run: CourseRun, *, actor: Actor) -> Enrolment:
    """Give `volunteer` a place in `run`; raises RunFull, RunNotOpen or AlreadyEnrolled and then changes nothing."""
    if not CourseRun.objects.open_for_enrolment().filter(pk=run.pk).exists():
        raise RunNotOpen
    _take_seat(run)
    try:
        with transaction.atomic():
            enrolment = Enrolment.objects.create(volunteer=volunteer, run=run)
    except IntegrityError as error:
        raise AlreadyEnrolled from error
    begin(ENROLMENT, enrolment, actor=actor)
    return enrolment


@transaction.atomic
def give_up_place(enrolment: Enrolment, *, actor: Actor, expected: int | None = None) -> Enrolment:
    """Free the place; raises StaleState when it is free already."""
    perform(ENROLMENT, enrolment, "give_up", actor=actor, expected=expected)
    CourseRun.objects.filter(pk=enrolment.run_id).update(taken=F("taken") - 1)
    return enrolment


@transaction.atomic
def volunteer_leaves(volunteer: Volunteer, *, actor: Actor) -> Volunteer:
    """End the volunteering and free every place that is held."""
    perform(VOLUNTEER, volunteer, "leave", actor=actor)
    for enrolment in live_enrolments(volunteer.pk):
        give_up_place(enrolment, actor=actor)
    return volunteer


def _take_seat(run: CourseRun) -> None:
    # The condition in the UPDATE is the guard; the CHECK constraint of the table is the last wall.
    if not CourseRun.objects.filter(pk=run.pk, taken__lt=F("capacity")).update(taken=F("taken") + 1):
        raise RunFull
