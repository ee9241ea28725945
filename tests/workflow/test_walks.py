"""Each machine, walked at random by everybody: its rules come from its own table, so a new state or verb is walked too.

What must hold whatever the table says: a history replays to the state along declared arrows, a refusal changes
nothing, and no staff of another organisation, no reader and nobody who left ever moves anything.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, rule

import cms_apps
from cms_apps.courses.transitions import COURSE_RUN
from cms_apps.enrolments.services import take_place
from cms_apps.enrolments.transitions import CERTIFICATE, ENROLMENT
from cms_apps.organisations.enums import Role
from cms_apps.organisations.models import HostOrganisation, Membership
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.services import Person, welcome
from cms_apps.volunteers.transitions import VOLUNTEER
from cms_apps.workflow.actors import Actor, ActorKind
from cms_apps.workflow.errors import GuardFailed, NotPermitted, ReasonMissing, StaleState, TransitionError
from cms_apps.workflow.machine import CREATED, Workflow, available, last_history_id, perform
from tests.factories.courses import make_certificate
from tests.factories.people import (
    make_application,
    make_begun_run,
    make_member,
    make_municipality,
    make_organisation,
    make_run,
    make_user,
)
from tests.thorough import walk

DECIDE = (Role.COORDINATOR, Role.ADMINISTRATOR)


def volunteer(organisation: HostOrganisation) -> Volunteer:
    person = Person(
        first_name="Amal", last_name="Beispiel", email="a@beispiel.example", phone="", language="de"
    )
    return welcome(person, organisation, actor=Actor.staff(organisation.memberships.first().user))


def enrolment(organisation: HostOrganisation) -> Any:
    who = volunteer(organisation)
    made = take_place(who, make_run(organisation, capacity=1), actor=Actor.system())
    type(made).objects.update(offer_until=timezone.now() + timedelta(days=2))  # an offer has an end
    return made


SUBJECTS: dict[str, tuple[Workflow, Callable[[HostOrganisation], Any]]] = {
    "application": (APPLICATION, lambda one: make_application(one, state="unconfirmed")),
    "volunteer": (VOLUNTEER, volunteer),
    "enrolment": (ENROLMENT, enrolment),
    "certificate": (CERTIFICATE, lambda one: make_certificate(enrolment(one))),
    "course run": (COURSE_RUN, lambda one: make_begun_run(one, opened=False)),
}


def machines() -> dict[str, Workflow]:
    """Every machine that an app declares."""
    found: dict[str, Workflow] = {}
    for app in pkgutil.iter_modules(cms_apps.__path__):
        try:
            module = importlib.import_module(f"cms_apps.{app.name}.transitions")
        except ModuleNotFoundError:
            continue
        found |= {one.name: one for one in vars(module).values() if isinstance(one, Workflow)}
    return found


def test_every_machine_is_walked():
    assert machines() == {name: workflow for name, (workflow, _) in SUBJECTS.items()}


@dataclass(frozen=True)
class Cast:
    """Two organisations, and everybody who tries to move something there; the same in every walk of a machine."""

    hosts: list[HostOrganisation]
    actors: list[Actor]
    deciding: dict[int, set[int]]  # organisation → users who may decide there

    @classmethod
    def make(cls) -> "Cast":
        place = make_municipality()
        hosts = [make_organisation(f"Träger {letter}", serves=place) for letter in "WX"]
        actors = [Actor.applicant(), Actor.parent(), Actor.system(), Actor.staff(make_user())]
        deciding: dict[int, set[int]] = {}
        for host in hosts:
            members = {role: make_member(host, role=role) for role in Role.values}
            deciding[host.pk] = {members[role].pk for role in DECIDE}
            gone = make_member(host, role=Role.ADMINISTRATOR)
            Membership.objects.filter(user=gone).update(active=False)
            actors += [Actor.staff(one) for one in (*members.values(), gone)]
        return cls(hosts, actors, deciding)


class Walk(RuleBasedStateMachine):
    """Two organisations with one subject each; everybody tries everything at both."""

    name: ClassVar[str]
    cast: ClassVar[Cast]

    def __init__(self) -> None:
        super().__init__()
        self.workflow, make = SUBJECTS[self.name]
        self.actors = self.cast.actors
        self.example = transaction.atomic()
        self.example.__enter__()
        self.subjects = [make(host) for host in self.cast.hosts]

    def teardown(self) -> None:
        """Look back over the whole walk (its rows are only added), and leave nothing to the next example."""
        try:
            for subject in self.subjects:
                self.history_replays_to_the_state(subject)
                self.only_deciding_members_of_the_own_organisation_moved(subject)
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)

    @rule(
        which=st.integers(0, 1),
        verb=st.integers(0, 99),
        who=st.integers(0, 99),
        seen=st.sampled_from("yny-"),
        why=st.booleans(),
    )
    def somebody_tries(self, which: int, verb: int, who: int, seen: str, why: bool) -> None:
        subject = self.subjects[which]
        transition = self.workflow.transitions[verb % len(self.workflow.transitions)]
        actor = self.actors[who % len(self.actors)]
        before, last = self.state_of(subject), last_history_id(subject)
        offered = available(self.workflow, fresh(subject), actor)
        expected = {"y": last, "n": (last or 0) - 1, "-": None}[seen]
        reason = "no_need" if why else ""
        try:
            perform(
                self.workflow, fresh(subject), transition.name, actor=actor, reason=reason, expected=expected
            )
        except TransitionError as error:
            refused = isinstance(error, self.why_not(transition, before, offered, seen, why))
            assert refused, error  # noqa: PT017 -- most walks are refused nothing
            assert (self.state_of(subject), last_history_id(subject)) == (before, last)
        else:
            assert before in transition.sources
            assert seen != "n"
            assert why or not transition.reason_required
            assert transition.name in offered
            assert self.state_of(subject) == transition.target

    @rule(which=st.integers(0, 1), verb=st.integers(0, 99))
    def somebody_who_may_goes_on(self, which: int, verb: int) -> None:
        """So that a walk comes far: among what anybody may do now, something."""
        subject = fresh(self.subjects[which])
        possible = [
            (name, actor) for actor in self.actors for name in available(self.workflow, subject, actor)
        ]
        if possible:
            name, actor = possible[verb % len(possible)]
            try:
                perform(self.workflow, subject, name, actor=actor, reason="no_need")
            except GuardFailed:
                assert self.state_of(subject) == subject.state

    def history_replays_to_the_state(self, subject: Any) -> None:
        rows = list(subject.history.order_by("pk"))
        # What is made in the admin has no first row; it begins where the machine does.
        state = "" if rows and rows[0].transition == CREATED else self.workflow.initial
        for row in rows:
            assert row.source == state
            if row.transition == CREATED:
                assert row.target in self.workflow.beginnings
            else:
                arrow = self.workflow.by_name[row.transition]
                assert state in arrow.sources
                assert row.target == arrow.target
            state = row.target
        assert self.state_of(subject) == state

    def only_deciding_members_of_the_own_organisation_moved(self, subject: Any) -> None:
        moves = subject.history.filter(actor_kind=ActorKind.STAFF).exclude(transition=CREATED)
        assert set(moves.values_list("actor", flat=True)) <= self.cast.deciding[organisation_of(subject).pk]

    @staticmethod
    def state_of(subject: Any) -> str:
        return type(subject).objects.values_list("state", flat=True).get(pk=subject.pk)

    @staticmethod
    def why_not(transition: Any, before: str, offered: list[str], seen: str, why: bool) -> type[Exception]:
        """The first refusal that the table leads to."""
        if before not in transition.sources or seen == "n":
            return StaleState
        if transition.name not in offered:
            return NotPermitted
        return ReasonMissing if transition.reason_required and not why else GuardFailed


def fresh(subject: Any) -> Any:
    return type(subject).objects.get(pk=subject.pk)


def organisation_of(subject: Any) -> HostOrganisation:
    return subject.organisation if hasattr(subject, "organisation") else subject.volunteer.organisation


class TestWalks(TestCase):
    """50 × 30 steps of each machine."""

    times = 50

    def through(self, machine_name: str) -> None:
        class Machine(Walk):
            name = machine_name
            cast = Cast.make()

        walk(Machine, self.times)

    @pytest.mark.slow
    def test_application(self) -> None:
        self.through("application")

    @pytest.mark.slow
    def test_volunteer(self) -> None:
        self.through("volunteer")

    @pytest.mark.slow
    def test_enrolment(self) -> None:
        self.through("enrolment")

    @pytest.mark.slow
    def test_course_run(self) -> None:
        self.through("course run")


@pytest.mark.wide
class TestLongWalks(TestWalks):
    """500 × 30 steps of each machine."""

    times = 500
