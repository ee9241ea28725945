"""Waiting lists under many hands at once, and in any order: no place is lost, sold twice or given out of turn."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments import mails, services
from cms_apps.enrolments.enums import HOLDING_STATES, LIVE_STATES
from cms_apps.enrolments.models import Enrolment, EnrolmentHistory
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.errors import TransitionError
from tests.enrolments.test_capacity import make_volunteer, taken
from tests.enrolments.test_waiting_list import ME, SYSTEM, join, states
from tests.factories.people import make_municipality, make_organisation, make_run
from tests.threads import kinds, together


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_give_up_at_once_and_the_first_two_are_called(organisation):
    run = make_run(organisation, capacity=3)
    people = [join(organisation, run, number) for number in range(7)]

    def give_up(enrolment):
        return lambda: services.give_up_place(Enrolment.objects.get(pk=enrolment.pk), actor=ME)

    assert kinds(together([give_up(people[0]), give_up(people[2])])) == {"done": 2}

    assert states(run) == ["given_up", "enrolled", "given_up", "offered", "offered", "waiting", "waiting"]
    assert taken(run) == 3
    assert OutboxRow.objects.filter(kind=mails.OFFERED).count() == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_joining_races_with_giving_up_and_no_place_stays_free_while_somebody_waits(organisation):
    run = make_run(organisation, capacity=4)
    holders = [join(organisation, run, number) for number in range(4)]
    newcomers = [make_volunteer(organisation, 10 + number) for number in range(4)]

    outcomes = together(
        [
            lambda one=one: services.give_up_place(Enrolment.objects.get(pk=one.pk), actor=ME)
            for one in holders
        ]
        + [lambda one=one: services.take_place(one, run, actor=SYSTEM, or_wait=True) for one in newcomers]
    )

    assert kinds(outcomes) == {"done": 8}
    held = Enrolment.objects.filter(run=run, state__in=HOLDING_STATES).count()
    assert taken(run) == held == 4
    assert "waiting" not in states(run)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_without_the_second_look_somebody_waits_beside_a_free_place(organisation, monkeypatch):
    """The proof: whoever found the run full joins the list although the place was freed meanwhile."""
    run = make_run(organisation, capacity=1)
    holder = join(organisation, run)

    def no_second_look(run, _organisation):
        services.give_up_place(holder, actor=ME)  # what another connection would do at this moment
        return False

    monkeypatch.setattr(services.places, "look_again", no_second_look)
    join(organisation, run, 1)

    assert (taken(run), states(run)) == (0, ["given_up", "waiting"])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_taking_races_with_the_clock_and_one_of_them_wins(organisation):
    run = make_run(organisation, capacity=1)
    holder, first, second = [join(organisation, run, number) for number in range(3)]
    services.give_up_place(holder, actor=ME)

    outcomes = together(
        [lambda: services.take_offer(Enrolment.objects.get(pk=first.pk), actor=ME)] * 3
        + [lambda: services.refuse_offer(Enrolment.objects.get(pk=first.pk), actor=ME)] * 3
        + [lambda: services.places._expire(Enrolment.objects.select_related("volunteer").get(pk=first.pk))]
        * 2
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.state in {"enrolled", "refused", "expired"}
    assert second.state == ("waiting" if first.state == "enrolled" else "offered")
    assert taken(run) == 1
    assert first.history.count() == 3  # joined, offered, and one of the three
    assert kinds(outcomes).get("StaleState", 0) >= 5


class Course(RuleBasedStateMachine):
    """Anything in any order: the places that count are held, and nobody is called out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.organisation = make_organisation("Träger W", serves=make_municipality())
        self.run = make_run(self.organisation, capacity=2)
        self.number = 0

    def live(self, *wanted):
        return list(Enrolment.objects.filter(run=self.run, state__in=wanted).order_by("pk"))

    @rule()
    def somebody_comes(self) -> None:
        self.number += 1
        join(self.organisation, self.run, self.number)

    @rule(
        which=st.integers(0, 5),
        verb=st.sampled_from(["give_up_place", "leave_list", "take_offer", "refuse_offer"]),
    )
    def somebody_acts(self, which: int, verb: str) -> None:
        rows = self.live(*LIVE_STATES)
        if rows:
            try:
                getattr(services, verb)(rows[which % len(rows)], actor=ME)
            except TransitionError:
                return

    @rule(which=st.integers(0, 3))
    def time_passes(self, which: int) -> None:
        rows = self.live("offered")
        if rows:
            late = rows[which % len(rows)].pk
            Enrolment.objects.filter(pk=late).update(offer_until=timezone.now() - timedelta(seconds=1))
        services.expire_offers()

    @rule(more=st.integers(1, 2))
    def more_places(self, more: int) -> None:
        CourseRun.objects.filter(pk=self.run.pk).update(
            capacity=min(6, CourseRun.objects.get().capacity + more)
        )
        services.fill_free_seats()

    @invariant()
    def places_are_held_and_none_is_free_while_somebody_waits(self) -> None:
        run = CourseRun.objects.get()
        assert run.taken == len(self.live(*HOLDING_STATES)) <= run.capacity
        assert run.taken == run.capacity or not self.live("waiting")

    @invariant()
    def offers_come_in_the_order_of_joining(self) -> None:
        offers = EnrolmentHistory.objects.filter(transition="offer").order_by("pk")
        called = list(offers.values_list("subject", flat=True))
        assert called == sorted(called)


class TestCourse(TestCase):
    """Each example is rolled back."""

    @pytest.mark.slow
    def test_places_are_neither_lost_nor_sold_twice(self) -> None:
        def fresh() -> Course:
            Enrolment.objects.all().delete()
            CourseRun.objects.all().delete()
            Volunteer.objects.all().delete()
            HostOrganisation.objects.all().delete()
            return Course()

        run_state_machine_as_test(
            fresh,
            settings=settings(
                max_examples=20, stateful_step_count=25, deadline=None, database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(4))
def test_who_leaves_while_a_place_is_offered_to_them_leaves_all_the_same(organisation, _round):
    run = make_run(organisation, capacity=1)
    holder, waits = join(organisation, run, 1), join(organisation, run, 2)

    def leave():
        return services.volunteer_leaves(Volunteer.objects.get(pk=waits.volunteer_id), actor=ME)

    def give_up():
        return services.give_up_place(Enrolment.objects.get(pk=holder.pk), actor=ME)

    assert kinds(together([give_up, leave])) == {"done": 2}
    assert states(run)[1] in {"refused", "left_list"}
    assert taken(run) == 0
