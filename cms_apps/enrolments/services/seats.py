"""Seats of a run: taken one by one, kept for an organisation, freed, and given to whoever stands first in line.

What becomes free is offered to volunteers, and given to guests of an event, in the transaction that freed it; so no
seat is free while somebody waits who might have it, but for quotas that end: `fill_free_seats`, by the clock.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from cms_apps.courses.enums import TAKING_STATES
from cms_apps.courses.models import CourseRun, SeatQuota
from cms_apps.enrolments import mails
from cms_apps.enrolments.enums import HOLDING_STATES, EnrolmentState
from cms_apps.enrolments.errors import RunNotOpen
from cms_apps.enrolments.mails import registration
from cms_apps.enrolments.models import Enrolment, Registration
from cms_apps.enrolments.selectors import waiting_list
from cms_apps.enrolments.transitions import ENROLMENT
from cms_apps.parameters.selectors import number
from cms_apps.parameters.working_days import add_working_days
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState
from cms_apps.workflow.machine import perform

NO_ORGANISATION = 0


@dataclass
class Room:
    """The free seats of a run that is held, and how many of them are kept for whom."""

    free: int
    kept: Counter[int]

    def left_for(self, organisation_id: int) -> int:
        """How many seats people of this organisation may still take."""
        return self.free - sum(seats for host, seats in self.kept.items() if host != organisation_id)

    def give(self, organisation_id: int) -> None:
        """Count one seat as gone; an organisation uses up its own quota first."""
        self.free -= 1
        self.kept[organisation_id] = max(self.kept[organisation_id] - 1, 0)


def room_of(run_id: int) -> Room:
    """Read it; it stays true as long as the caller holds the run."""
    capacity, taken = CourseRun.objects.values_list("capacity", "taken").get(pk=run_id)
    quotas = dict(SeatQuota.objects.in_force().filter(run=run_id).values_list("organisation", "seats"))
    held = Counter(_holders(run_id)) if quotas else Counter()
    return Room(capacity - taken, Counter({host: max(quotas[host] - held[host], 0) for host in quotas}))


def take_seat(run: CourseRun, organisation_id: int) -> bool:
    """Count one place as taken, unless none is left for people of this organisation or somebody waits for it."""
    if SeatQuota.objects.in_force().filter(run=run.pk).exists():
        hold_run(run.pk)
        fill_seats(run.pk)  # whoever waits and may have a seat is served; the rest is free for others
        return room_of(run.pk).left_for(organisation_id) > 0 and _count_seat(run.pk)
    # The condition in the UPDATE is the guard; the CHECK constraint of the table is the last wall.
    free = CourseRun.objects.filter(pk=run.pk, taken__lt=F("capacity"), state__in=TAKING_STATES)
    nobody_waits = free.exclude(enrolments__state=EnrolmentState.WAITING).exclude(
        pk__in=Registration.objects.waiting().order_by().values("run")
    )
    return bool(nobody_waits.update(taken=F("taken") + 1))


def look_again(run: CourseRun, organisation_id: int) -> bool:
    """Try once more while nobody else can free a place: whoever frees one later sees us on the list."""
    hold_open_run(run.pk)
    return take_seat(run, organisation_id)


def free_seat(run_id: int) -> None:
    """Count one place less as taken, and give it to whoever waits."""
    CourseRun.objects.filter(pk=run_id).update(taken=F("taken") - 1)
    fill_seats(run_id)


def hold_run(run_id: int) -> None:
    """Hold the row of a run until the transaction ends, on every database (ADR 4).

    Whoever touches a run and its places holds the run first; so two of them never wait for each other.
    """
    CourseRun.objects.filter(pk=run_id).update(taken=F("taken"))


def hold_open_run(run_id: int) -> None:
    """Hold a run that takes people; raises RunNotOpen for one that was called off or closed at this moment.

    So nobody is left on the list of a run that will not be.
    """
    hold_run(run_id)
    if not CourseRun.objects.filter(pk=run_id, state__in=TAKING_STATES).exists():
        raise RunNotOpen


def hold_runs(run_ids: Iterable[int]) -> None:
    """Hold several, always in the same order: so two who hold the same ones never wait for each other."""
    for one in sorted(run_ids):
        hold_run(one)


def fill_free_seats() -> int:
    """Give what is free to those who wait, where more became free at once; returns to how many."""
    runs = CourseRun.objects.not_begun().with_places()
    waited_for = Q(enrolments__state=EnrolmentState.WAITING) | Q(
        pk__in=Registration.objects.waiting().order_by().values("run")
    )
    return sum(fill_seats(run.pk) for run in runs.filter(waited_for).distinct())


@transaction.atomic
def fill_seats(run_id: int) -> int:
    """Offer every free seat of a run in the order of its list, then give what is left to guests; returns how many.

    Each offer holds its seat. A seat that is kept for an organisation goes to the first in line who is there.
    """
    run = CourseRun.objects.not_begun().filter(pk=run_id).first()
    if run is None:  # begun or withdrawn: nobody is called any more
        return 0
    # Nobody may join or offer between our look at the list and what we do about it.
    hold_run(run.pk)
    room, until = room_of(run_id), min(_end_of_offer(), run.starts_on)  # type: ignore[attr-defined]
    return _offer(run_id, room, until) + _seat_guests(run_id, room)


def _offer(run_id: int, room: Room, until: datetime) -> int:
    made = 0
    for enrolment in waiting_list(run_id):
        if room.free <= 0:
            break
        host = enrolment.volunteer.organisation_id
        if room.left_for(host) > 0 and _count_seat(run_id):
            if _offer_to(enrolment, until):
                room.give(host)
                made += 1
            else:
                CourseRun.objects.filter(pk=run_id).update(taken=F("taken") - 1)
    return made


def _seat_guests(run_id: int, room: Room) -> int:
    made = 0
    for guest in Registration.objects.waiting().filter(run=run_id).select_related("run"):
        if room.left_for(NO_ORGANISATION) <= 0 or not _count_seat(run_id):
            break
        room.give(NO_ORGANISATION)
        Registration.objects.filter(pk=guest.pk).update(place_since=timezone.now())
        registration.to_guest(registration.PLACE, guest)
        made += 1
    return made


def _offer_to(enrolment: Enrolment, until: datetime) -> bool:
    Enrolment.objects.filter(pk=enrolment.pk, state=EnrolmentState.WAITING).update(offer_until=until)
    try:
        perform(ENROLMENT, enrolment, "offer", actor=Actor.system())
    except StaleState:  # left the list at this moment
        return False
    mails.to_person(mails.OFFERED, enrolment)
    return True


def _count_seat(run_id: int) -> bool:
    # The guard again, so that no reading of ours can ever oversell.
    free = CourseRun.objects.filter(pk=run_id, taken__lt=F("capacity"), state__in=TAKING_STATES)
    return bool(free.update(taken=F("taken") + 1))


def _holders(run_id: int) -> list[int]:
    rows = Enrolment.objects.filter(run=run_id, state__in=HOLDING_STATES)
    return list(rows.values_list("volunteer__organisation", flat=True))


def _end_of_offer() -> datetime:
    """Noon of the third working day after today (parameters `offer.working_days`, `offer.hour`; domain.md 4.1)."""
    day = add_working_days(timezone.localdate(), number("offer.working_days"))
    return timezone.make_aware(datetime.combine(day, time(number("offer.hour"))))
