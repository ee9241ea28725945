"""The one door to a place, the waiting list in front of it, and the ways back.

`taken` of a run counts places that are held: taken ones and offered ones. Only a freed place is offered, to whoever
stands first in line (`seats`), in the transaction that freed it.
"""

from collections.abc import Callable
from typing import NoReturn

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from cms_apps.courses.models import CourseRun
from cms_apps.courses.policies import may_manage_run
from cms_apps.enrolments import mails
from cms_apps.enrolments.enums import HOPING_STATES, EnrolmentState
from cms_apps.enrolments.errors import AlreadyEnrolled, NotHere, RunFull, RunNotOpen
from cms_apps.enrolments.models import Enrolment, Need
from cms_apps.enrolments.policies import may_enrol
from cms_apps.enrolments.selectors import live_enrolments, turned_down_before
from cms_apps.enrolments.services.seats import (
    free_seat,
    hold_open_run,
    hold_run,
    hold_runs,
    look_again,
    room_of,
    take_seat,
)
from cms_apps.enrolments.transitions import ENROLMENT
from cms_apps.volunteers.enums import HERE_STATES
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.services import drop_note_of_who_never_began
from cms_apps.volunteers.transitions import VOLUNTEER
from cms_apps.workflow.actors import Actor, ActorKind
from cms_apps.workflow.errors import NotPermitted, TransitionError
from cms_apps.workflow.machine import begin, perform


@transaction.atomic
def take_place(volunteer: Volunteer, run: CourseRun, *, actor: Actor, or_wait: bool = False) -> Enrolment:
    """Give `volunteer` a place in `run`; with `or_wait` the end of the waiting list when there is none.

    Where somebody decides first (`Procedure`), only who leads the run gives a place at once, and an organisation one of
    its own quota; all others have then asked for it. Raises RunFull (a place is not free while somebody waits),
    RunNotOpen, AlreadyEnrolled, NotHere or NotPermitted, and then changes nothing.
    """
    if not may_enrol(volunteer, actor):
        raise NotPermitted
    # The person first, then the run, as whoever leaves does: so nobody gets a place while leaving.
    if not Volunteer.objects.filter(pk=volunteer.pk, state__in=HERE_STATES).update(phone=F("phone")):
        raise NotHere
    run = CourseRun.objects.open_for_enrolment().filter(pk=run.pk).first() or _not_open()
    state = _first_state(volunteer, run, actor, or_wait=or_wait)
    before = turned_down_before(volunteer.pk, run.kind_id) if state == EnrolmentState.WAITING else 0
    try:
        with transaction.atomic():
            enrolment = Enrolment.objects.create(volunteer=volunteer, run=run, turned_down=before)
    except IntegrityError as error:
        raise AlreadyEnrolled from error
    begin(ENROLMENT, enrolment, actor=actor, state=state)
    return enrolment


def _first_state(volunteer: Volunteer, run: CourseRun, actor: Actor, *, or_wait: bool) -> EnrolmentState:
    host = volunteer.organisation_id
    if run.asks_first:
        hold_open_run(run.pk)
        if not may_manage_run(run, actor) and not _has_own_seat(run, host, actor):
            return EnrolmentState.ASKED
    if take_seat(run, host) or (or_wait and look_again(run, host)):
        return EnrolmentState.ENROLLED
    if not or_wait:
        raise RunFull if CourseRun.objects.open_for_enrolment().filter(pk=run.pk).exists() else RunNotOpen
    return EnrolmentState.WAITING if run.fills_itself else EnrolmentState.ASKED


def _has_own_seat(run: CourseRun, organisation_id: int, actor: Actor) -> bool:
    if actor.kind != ActorKind.STAFF:
        return False
    room = room_of(run.pk)
    return min(room.free, room.kept[organisation_id]) > 0


def _not_open() -> NoReturn:
    raise RunNotOpen


@transaction.atomic
def give_up_place(enrolment: Enrolment, *, actor: Actor, expected: int | None = None) -> Enrolment:
    """Free the place and offer it to whoever waits; raises StaleState when it is free already."""
    hold_run(enrolment.run_id)
    perform(ENROLMENT, enrolment, "give_up", actor=actor, expected=expected)
    Need.objects.filter(enrolment=enrolment).delete()
    free_seat(enrolment.run_id)
    return enrolment


@transaction.atomic
def take_offer(enrolment: Enrolment, *, actor: Actor) -> Enrolment:
    """Make the offered place theirs; raises OfferOver when its time is over, StaleState the second time."""
    hold_run(enrolment.run_id)  # else a run that is called off at this moment would keep it
    enrolment.refresh_from_db(fields=["offer_until"])  # the guard must not judge by an old copy
    perform(ENROLMENT, enrolment, "take", actor=actor)
    mails.to_person(mails.TAKEN, enrolment)
    return enrolment


@transaction.atomic
def refuse_offer(enrolment: Enrolment, *, actor: Actor) -> Enrolment:
    """Let the offered place go to the next in line; raises StaleState the second time."""
    hold_run(enrolment.run_id)
    perform(ENROLMENT, enrolment, "refuse", actor=actor)
    mails.to_person(mails.OFF_THE_LIST, enrolment)
    free_seat(enrolment.run_id)
    return enrolment


@transaction.atomic
def leave_list(enrolment: Enrolment, *, actor: Actor) -> Enrolment:
    """Stop waiting; raises StaleState the second time."""
    hold_run(enrolment.run_id)
    perform(ENROLMENT, enrolment, "leave_list", actor=actor)
    mails.to_person(mails.OFF_THE_LIST, enrolment)
    return enrolment


@transaction.atomic
def volunteer_leaves(volunteer: Volunteer, *, actor: Actor, expected: int | None = None) -> Volunteer:
    """End the volunteering; every place that is held goes to whoever waits, and no list is waited on."""
    perform(VOLUNTEER, volunteer, "leave", actor=actor, expected=expected)
    # A place may be offered while we wait for the runs; no new one can come: whoever gives one holds the volunteer.
    hold_runs(live_enrolments(volunteer.pk).values_list("run_id", flat=True))
    for enrolment in list(live_enrolments(volunteer.pk)):
        WAY_BACK[EnrolmentState(enrolment.state)](enrolment, actor=actor)
    drop_note_of_who_never_began(volunteer)
    return volunteer


WAY_BACK: dict[str, Callable[..., Enrolment]] = {
    EnrolmentState.ENROLLED: give_up_place,
    EnrolmentState.OFFERED: refuse_offer,
    EnrolmentState.WAITING: leave_list,
    EnrolmentState.ASKED: leave_list,
}


def expire_offers() -> int:
    """Take back each offered place whose time is over, and offer it to the next in line; returns how many."""
    late = Enrolment.objects.filter(state=EnrolmentState.OFFERED, offer_until__lte=timezone.now())
    return sum(
        _expire(enrolment) for enrolment in late.select_related("volunteer").order_by("offer_until", "pk")
    )


def close_lists() -> int:
    """Tell those who still hope for a run that has begun that they have no place this time; returns how many."""
    begun = CourseRun.objects.with_dates().filter(starts_on__lte=timezone.now())
    rows = Enrolment.objects.filter(state__in=HOPING_STATES, run__in=begun.values("pk"))
    return sum(_close_list_for(enrolment) for enrolment in rows.select_related("volunteer").order_by("pk"))


@transaction.atomic
def _expire(enrolment: Enrolment) -> bool:
    hold_run(enrolment.run_id)
    try:
        perform(ENROLMENT, enrolment, "expire", actor=Actor.system())
    except TransitionError:  # taken or refused at the last moment
        return False
    mails.to_person(mails.EXPIRED, enrolment)
    free_seat(enrolment.run_id)
    return True


@transaction.atomic
def _close_list_for(enrolment: Enrolment) -> bool:
    hold_run(enrolment.run_id)
    try:
        record = perform(ENROLMENT, enrolment, "close_list", actor=Actor.system())
    except TransitionError:  # left the list at this moment
        return False
    mails.to_person(mails.LIST_CLOSED, enrolment, undecided=record.was_not_decided)
    return True
