"""The one door to a place, the waiting list in front of it, and the ways back.

`taken` of a run counts places that are held: taken ones and offered ones. Only a freed place is offered, to whoever
stands first in line (`selectors.waiting_list`), in the transaction that freed it; so no place is ever free while somebody waits, except where the
capacity was raised: `offer_free_places` (by the clock) hands these out.
"""

from collections.abc import Callable
from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from cms_apps.courses.enums import TAKING_STATES
from cms_apps.courses.models import CourseRun
from cms_apps.enrolments import mails
from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.errors import AlreadyEnrolled, RunFull, RunNotOpen
from cms_apps.enrolments.models import Enrolment, Need, Registration
from cms_apps.enrolments.selectors import live_enrolments, turned_down_before, waiting_list
from cms_apps.enrolments.transitions import ENROLMENT
from cms_apps.parameters.selectors import number
from cms_apps.parameters.working_days import add_working_days
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.services import drop_note_of_who_never_began
from cms_apps.volunteers.transitions import VOLUNTEER
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState, TransitionError
from cms_apps.workflow.machine import begin, perform


@transaction.atomic
def take_place(volunteer: Volunteer, run: CourseRun, *, actor: Actor, or_wait: bool = False) -> Enrolment:
    """Give `volunteer` a place in `run`; with `or_wait` the end of the waiting list when there is none.

    Raises RunFull (a place is not free while somebody waits), RunNotOpen or AlreadyEnrolled, and then changes nothing.
    """
    if not CourseRun.objects.open_for_enrolment().filter(pk=run.pk).exists():
        raise RunNotOpen
    seated = _take_seat(run) or (or_wait and _look_again(run))
    if not seated and not or_wait:
        raise RunFull if CourseRun.objects.open_for_enrolment().filter(pk=run.pk).exists() else RunNotOpen
    state = EnrolmentState.ENROLLED if seated else EnrolmentState.WAITING
    before = 0 if seated else turned_down_before(volunteer.pk, run.kind_id)
    try:
        with transaction.atomic():
            enrolment = Enrolment.objects.create(volunteer=volunteer, run=run, turned_down=before)
    except IntegrityError as error:
        raise AlreadyEnrolled from error
    begin(ENROLMENT, enrolment, actor=actor, state=state)
    return enrolment


@transaction.atomic
def give_up_place(enrolment: Enrolment, *, actor: Actor, expected: int | None = None) -> Enrolment:
    """Free the place and offer it to whoever waits; raises StaleState when it is free already."""
    hold_run(enrolment.run_id)
    perform(ENROLMENT, enrolment, "give_up", actor=actor, expected=expected)
    Need.objects.filter(enrolment=enrolment).delete()
    _free_seat(enrolment.run_id)
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
    _free_seat(enrolment.run_id)
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
    for enrolment in live_enrolments(volunteer.pk):
        WAY_BACK[EnrolmentState(enrolment.state)](enrolment, actor=actor)
    drop_note_of_who_never_began(volunteer)
    return volunteer


WAY_BACK: dict[str, Callable[..., Enrolment]] = {
    EnrolmentState.ENROLLED: give_up_place,
    EnrolmentState.OFFERED: refuse_offer,
    EnrolmentState.WAITING: leave_list,
}


def expire_offers() -> int:
    """Take back each offered place whose time is over, and offer it to the next in line; returns how many."""
    late = Enrolment.objects.filter(state=EnrolmentState.OFFERED, offer_until__lte=timezone.now())
    return sum(
        _expire(enrolment) for enrolment in late.select_related("volunteer").order_by("offer_until", "pk")
    )


def close_lists() -> int:
    """Tell those who still wait for a run that has begun that it was full this time; returns how many."""
    begun = CourseRun.objects.with_dates().filter(starts_on__lte=timezone.now())
    rows = Enrolment.objects.filter(state=EnrolmentState.WAITING, run__in=begun.values("pk"))
    return sum(_close_list_for(enrolment) for enrolment in rows.select_related("volunteer").order_by("pk"))


def offer_free_places() -> int:
    """Offer what is free to those who wait, where a run got more places; returns how many offers that made."""
    runs = CourseRun.objects.not_begun().with_places()
    waited_for = runs.filter(enrolments__state=EnrolmentState.WAITING).distinct()
    return sum(offer_places(run.pk) for run in waited_for)


@transaction.atomic
def _expire(enrolment: Enrolment) -> bool:
    hold_run(enrolment.run_id)
    try:
        perform(ENROLMENT, enrolment, "expire", actor=Actor.system())
    except TransitionError:  # taken or refused at the last moment
        return False
    mails.to_person(mails.EXPIRED, enrolment)
    _free_seat(enrolment.run_id)
    return True


@transaction.atomic
def _close_list_for(enrolment: Enrolment) -> bool:
    try:
        perform(ENROLMENT, enrolment, "close_list", actor=Actor.system())
    except StaleState:  # left the list at this moment
        return False
    mails.to_person(mails.LIST_CLOSED, enrolment)
    return True


@transaction.atomic
def offer_places(run_id: int) -> int:
    """Offer every free place of a run in the order of its list; each offer holds its place. Returns how many."""
    run = CourseRun.objects.not_begun().filter(pk=run_id).first()
    if run is None:  # begun or withdrawn: nobody is called any more
        return 0
    made = 0
    # Nobody may join or offer between our look at the list and what we do about it.
    hold_run(run.pk)
    for enrolment in waiting_list(run_id):
        if not CourseRun.objects.filter(pk=run_id, taken__lt=F("capacity")).update(taken=F("taken") + 1):
            break
        if _offer_to(enrolment, min(_end_of_offer(), run.starts_on)):  # type: ignore[attr-defined]
            made += 1
        else:
            CourseRun.objects.filter(pk=run_id).update(taken=F("taken") - 1)
    return made


def _offer_to(enrolment: Enrolment, until: datetime) -> bool:
    Enrolment.objects.filter(pk=enrolment.pk, state=EnrolmentState.WAITING).update(offer_until=until)
    try:
        perform(ENROLMENT, enrolment, "offer", actor=Actor.system())
    except StaleState:  # left the list at this moment
        return False
    mails.to_person(mails.OFFERED, enrolment)
    return True


def _end_of_offer() -> datetime:
    """Noon of the third working day after today (parameters `offer.working_days`, `offer.hour`; domain.md 4.1)."""
    day = add_working_days(timezone.localdate(), number("offer.working_days"))
    return timezone.make_aware(datetime.combine(day, time(number("offer.hour"))))


def _take_seat(run: CourseRun) -> bool:
    # The condition in the UPDATE is the guard; the CHECK constraint of the table is the last wall.
    free = CourseRun.objects.filter(pk=run.pk, taken__lt=F("capacity"), state__in=TAKING_STATES)
    nobody_waits = free.exclude(enrolments__state=EnrolmentState.WAITING).exclude(
        pk__in=Registration.objects.waiting().order_by().values("run")
    )
    return bool(nobody_waits.update(taken=F("taken") + 1))


def _look_again(run: CourseRun) -> bool:
    """Try once more while nobody else can free a place: whoever frees one later sees us on the list."""
    hold_run(run.pk)
    if not CourseRun.objects.filter(pk=run.pk, state__in=TAKING_STATES).exists():
        raise RunNotOpen  # called off at this moment: nobody is left on the list of a run that will not be
    return _take_seat(run)


def _free_seat(run_id: int) -> None:
    CourseRun.objects.filter(pk=run_id).update(taken=F("taken") - 1)
    offer_places(run_id)


def seat_guest(run: CourseRun) -> bool:
    """Count one more place as taken, if one is free and nobody waits: the door of `take_place`, for a guest of an event."""
    return _take_seat(run)


def free_guest_seat(run_id: int) -> None:
    """Count one place less, and offer it to volunteers who wait."""
    _free_seat(run_id)


def hold_run(run_id: int) -> None:
    """Hold the row of a run until the transaction ends, on every database (ADR 4).

    Whoever touches a run and its places holds the run first; so two of them never wait for each other.
    """
    CourseRun.objects.filter(pk=run_id).update(taken=F("taken"))
