"""The waiting list: a freed place goes to whoever stands first in line, is held for them, and never to two."""

import datetime as dt
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms_apps.courses.models import CourseKind, CourseRun
from cms_apps.courses.services import close_run
from cms_apps.enrolments import mails, services
from cms_apps.enrolments.errors import AlreadyEnrolled, OfferOver, RunFull
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import live_enrolments, waiting_list, with_waiting
from cms_apps.outbox.models import OutboxRow
from cms_apps.parameters.models import Parameter
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState
from tests.enrolments.test_capacity import make_volunteer, taken
from tests.factories.people import make_member, make_run, make_user

ME, SYSTEM = Actor.applicant(), Actor.system()
BERLIN = timezone.get_default_timezone()


def join(organisation, run, number=0):
    return services.take_place(make_volunteer(organisation, number), run, actor=SYSTEM, or_wait=True)


def states(run):
    return list(Enrolment.objects.filter(run=run).order_by("pk").values_list("state", flat=True))


@pytest.fixture
def queue(organisation):
    """A run with one place: one has it, two wait."""
    run = make_run(organisation, capacity=1)
    return run, [join(organisation, run, number) for number in range(3)]


@pytest.mark.django_db
def test_who_comes_too_late_waits_in_order(queue):
    run, people = queue

    assert states(run) == ["enrolled", "waiting", "waiting"]
    assert [live_enrolments(one.volunteer_id).get().position for one in people] == [None, 1, 2]
    assert with_waiting(CourseRun.objects.filter(pk=run.pk)).get().waiting == 2
    assert [row.target for row in people[1].history.all()] == ["waiting"]
    assert taken(run) == 1


@pytest.mark.django_db
def test_a_freed_place_is_held_for_the_first_in_line_and_nobody_else(queue, organisation):
    run, (holder, first, _second) = queue

    services.give_up_place(holder, actor=ME)

    assert states(run) == ["given_up", "offered", "waiting"]
    assert taken(run) == 1
    with pytest.raises(RunFull):
        services.take_place(make_volunteer(organisation, 9), run, actor=SYSTEM)
    assert [(row.kind, row.payload) for row in OutboxRow.objects.filter(kind=mails.OFFERED)] == [
        (mails.OFFERED, {"enrolment": first.pk})
    ]


@pytest.mark.django_db
def test_taking_an_offer_makes_the_place_theirs(queue):
    run, (holder, first, _second) = queue
    services.give_up_place(holder, actor=ME)

    services.take_offer(Enrolment.objects.get(pk=first.pk), actor=ME)

    assert states(run) == ["given_up", "enrolled", "waiting"]
    assert taken(run) == 1
    assert OutboxRow.objects.filter(kind=mails.TAKEN).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["refuse", "expire", "leave"])
def test_a_place_that_nobody_took_goes_to_the_next(queue, way):
    run, (holder, first, _second) = queue
    services.give_up_place(holder, actor=ME)
    first.refresh_from_db()

    if way == "refuse":
        services.refuse_offer(first, actor=ME)
    elif way == "leave":
        services.volunteer_leaves(first.volunteer, actor=ME)
    else:
        Enrolment.objects.filter(pk=first.pk).update(offer_until=timezone.now() - timedelta(seconds=1))
        assert (services.expire_offers(), services.expire_offers()) == (1, 0)

    assert states(run)[1:] == ["expired" if way == "expire" else "refused", "offered"]
    assert taken(run) == 1


@pytest.mark.django_db
def test_the_last_one_refuses_and_the_place_is_free(queue, organisation):
    run, (holder, *waiting) = queue
    services.give_up_place(holder, actor=ME)
    for one in waiting:
        services.refuse_offer(Enrolment.objects.get(pk=one.pk), actor=ME)

    assert taken(run) == 0
    assert services.take_place(make_volunteer(organisation, 9), run, actor=SYSTEM).is_enrolled


@pytest.mark.django_db
def test_who_leaves_the_list_frees_no_place_and_moves_the_others_up(queue):
    run, (_holder, first, second) = queue

    services.leave_list(first, actor=ME)

    assert states(run) == ["enrolled", "left_list", "waiting"]
    assert live_enrolments(second.volunteer_id).get().position == 1
    assert taken(run) == 1


@pytest.mark.django_db
def test_nobody_stands_twice_on_a_list_or_beside_their_own_place(queue):
    run, people = queue

    for one in people:
        with pytest.raises(AlreadyEnrolled):
            services.take_place(one.volunteer, run, actor=SYSTEM, or_wait=True)
    assert taken(run) == 1


@pytest.mark.django_db
def test_an_offer_that_is_over_cannot_be_taken_even_before_the_clock_comes(queue):
    _run, (holder, first, _second) = queue
    services.give_up_place(holder, actor=ME)
    Enrolment.objects.filter(pk=first.pk).update(offer_until=timezone.now())

    with pytest.raises(OfferOver):
        services.take_offer(Enrolment.objects.get(pk=first.pk), actor=ME)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["take_offer", "refuse_offer"])
def test_a_second_click_changes_nothing(queue, verb):
    run, (holder, first, _second) = queue
    services.give_up_place(holder, actor=ME)
    getattr(services, verb)(Enrolment.objects.get(pk=first.pk), actor=ME)
    before = (states(run), taken(run), OutboxRow.objects.count())

    with pytest.raises(StaleState):
        getattr(services, verb)(Enrolment.objects.get(pk=first.pk), actor=ME)

    assert (states(run), taken(run), OutboxRow.objects.count()) == before


@pytest.mark.django_db
def test_only_the_person_and_their_team_speak_for_a_place(queue, organisation, other_organisation):
    _run, (holder, first, _second) = queue
    services.give_up_place(holder, actor=ME)
    first.refresh_from_db()

    for actor in (
        Actor.staff(make_member(other_organisation)),
        Actor.staff(make_user(is_superuser=True)),
        SYSTEM,
    ):
        with pytest.raises(NotPermitted):
            services.take_offer(first, actor=actor)
    services.take_offer(first, actor=Actor.staff(make_member(organisation)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "spoil",
    [
        lambda run: close_run(run, actor=Actor.staff(make_user(is_superuser=True))),
        lambda run: run.dates.update(starts_at="2020-01-01T10:00Z"),
    ],
    ids=["closed", "begun"],
)
def test_a_run_that_closed_or_began_calls_nobody_any_more(queue, spoil):
    run, (holder, *_waiting) = queue
    spoil(run)

    services.give_up_place(holder, actor=ME)

    assert states(run) == ["given_up", "waiting", "waiting"]
    assert services.fill_free_seats() == 0


@pytest.mark.django_db
def test_who_still_waits_when_the_course_begins_is_told_so_once(queue):
    run, (_holder, *waiting) = queue
    assert services.close_lists() == 0
    run.dates.update(starts_at=timezone.now())

    assert (services.close_lists(), services.close_lists()) == (2, 0)

    assert states(run) == ["enrolled", "missed", "missed"]
    told = OutboxRow.objects.filter(kind=mails.LIST_CLOSED).order_by("pk")
    assert [row.payload for row in told] == [{"enrolment": one.pk, "undecided": False} for one in waiting]
    assert {one.history.last().label for one in waiting} == {"kein Platz frei geworden"}


@pytest.mark.django_db
def test_an_old_copy_does_not_outlive_the_offer(queue):
    _run, (holder, first, _second) = queue
    services.give_up_place(holder, actor=ME)
    Enrolment.objects.filter(pk=first.pk).update(offer_until=timezone.now())

    with pytest.raises(OfferOver):
        services.take_offer(first, actor=ME)  # read while it still waited


@pytest.mark.django_db
def test_the_list_is_served_after_the_closing_date_too(queue):
    run, (holder, *_waiting) = queue
    CourseRun.objects.filter(pk=run.pk).update(closes_on="2020-01-01")

    services.give_up_place(holder, actor=ME)

    assert states(run) == ["given_up", "offered", "waiting"]


@pytest.mark.django_db
def test_new_places_are_offered_in_order_and_no_newcomer_slips_in(queue, organisation):
    run, _people = queue
    CourseRun.objects.filter(pk=run.pk).update(capacity=2)

    with pytest.raises(RunFull):
        services.take_place(make_volunteer(organisation, 9), run, actor=SYSTEM)
    assert (services.fill_free_seats(), services.fill_free_seats()) == (1, 0)

    assert states(run) == ["enrolled", "offered", "waiting"]
    assert taken(run) == 2


@pytest.mark.django_db
def test_the_table_refuses_an_offer_without_an_end(queue):
    _run, (_holder, first, _second) = queue

    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.filter(pk=first.pk).update(state="offered")


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("freed", "until"),
    [
        ("2026-11-23T09:00", "2026-11-26T12:00"),
        ("2026-11-26T23:59", "2026-12-01T12:00"),
        ("2026-12-23T10:00", "2026-12-29T12:00"),
        ("2026-03-31T10:00", "2026-04-07T12:00"),
        ("2026-10-23T10:00", "2026-10-28T12:00"),
        ("2027-03-26T10:00", "2027-04-01T12:00"),
    ],
    ids=[
        "in-the-week",
        "over-a-weekend",
        "christmas",
        "easter",
        "clocks-go-back",
        "easter-and-clocks-go-forward",
    ],
)
def test_an_offer_holds_until_noon_of_the_third_working_day(organisation, freed, until):
    with time_machine.travel(at(freed), tick=False):
        run = make_run(organisation, capacity=1, in_days=90)
        holder, first = join(organisation, run), join(organisation, run, 1)
        services.give_up_place(holder, actor=ME)
        first.refresh_from_db()

        assert timezone.localtime(first.offer_until) == at(until)
    with time_machine.travel(at(until) - timedelta(seconds=1), tick=False):
        assert services.expire_offers() == 0
    with time_machine.travel(at(until), tick=False):
        assert services.expire_offers() == 1


@pytest.mark.django_db
def test_days_and_hour_are_parameters_and_the_course_itself_is_the_last_end(organisation):
    Parameter.objects.create(key="offer.working_days", value="5", valid_from="2020-01-01")
    Parameter.objects.create(key="offer.hour", value="18", valid_from="2020-01-01")
    with time_machine.travel(at("2026-11-23T09:00"), tick=False):
        far, near = make_run(organisation, capacity=1), make_run(organisation, capacity=1, in_days=2)
        for run in (far, near):
            holder = join(organisation, run)
            join(organisation, run, 1)
            services.give_up_place(holder, actor=ME)

        ends = [timezone.localtime(one.offer_until) for one in Enrolment.objects.filter(state="offered")]

    assert ends == [at("2026-11-30T18:00"), at("2026-11-25T09:00")]


@pytest.mark.django_db
def test_who_came_away_empty_before_goes_first_as_the_rows_prove(organisation):
    missed, called_off, run = (make_run(organisation, capacity=1, in_days=days) for days in (5, 6, 30))
    deeper = make_run(organisation, capacity=1)
    CourseRun.objects.filter(pk=deeper.pk).update(
        kind=CourseKind.objects.create(name="Vertiefungsseminar").pk
    )
    deeper.refresh_from_db()
    people = [make_volunteer(organisation, number) for number in range(5)]

    def wait(number, where):
        return services.take_place(people[number], where, actor=SYSTEM, or_wait=True)

    for where in (missed, called_off, run, deeper):
        wait(0, where)
    for number, where in ((2, missed), (3, missed), (3, called_off), (4, deeper)):
        assert wait(number, where).is_waiting
    services.cancel_run(called_off, actor=Actor.staff(make_member(organisation)))
    for where in (missed, deeper):
        where.dates.update(starts_at=timezone.now())
    services.close_lists()

    for number in (1, 2, 3, 4):
        wait(number, run)

    order = [(one.volunteer.last_name, one.turned_down) for one in waiting_list(run.pk)]
    assert order == [("Beispiel3", 2), ("Beispiel2", 1), ("Beispiel1", 0), ("Beispiel4", 0)]
    assert [live_enrolments(people[number].pk).get().position for number in (3, 2, 1, 4)] == [1, 2, 3, 4]
    services.give_up_place(Enrolment.objects.get(run=run, state="enrolled"), actor=ME)
    assert Enrolment.objects.get(state="offered").volunteer == people[3]
