"""Every verb of places by every kind of actor against an explicit table: no rule lives in a view alone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from cms_apps.courses.answers import QuotaPlan
from cms_apps.courses.enums import Procedure
from cms_apps.courses.models import CourseRun
from cms_apps.enrolments import services
from cms_apps.enrolments.answers import Note
from cms_apps.enrolments.enums import EnrolmentState, NeedKind
from cms_apps.enrolments.models import Attendance, Enrolment, EnrolmentHistory, Need
from cms_apps.organisations.enums import Role
from cms_apps.organisations.models import Membership
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering import services as own
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor, ActorKind
from cms_apps.workflow.errors import NotPermitted, StaleState, TransitionError
from tests.architecture.world import make_editor
from tests.enrolments.test_capacity import make_volunteer
from tests.factories.people import (
    make_application,
    make_member,
    make_organisation,
    make_plan,
    make_run,
    make_user,
)

pytestmark = pytest.mark.django_db

PERSON, SYSTEM = {"person"}, {"system"}
TEAM = {"coordinator", "administrator"}  # of the person, and in an own run also of the course
CENTRE = {"centre coordinator", "superuser"}  # who leads a central run
BY_THE_CLOCK = {"close_lists", "expire_offers", "fill_free_seats"}
BY_ERASURE = {"forget_needs"}
# verb -> who may, in a run of the own organisation; and in one of the centre
MAY = {
    "take_place": (TEAM | PERSON | SYSTEM, TEAM | PERSON | SYSTEM),
    "enrol": (TEAM | PERSON | SYSTEM, TEAM | PERSON | SYSTEM),
    "give_up_place": (TEAM | PERSON, TEAM | PERSON),
    "leave_list": (TEAM | PERSON, TEAM | PERSON),
    "take_offer": (TEAM | PERSON, TEAM | PERSON),
    "refuse_offer": (TEAM | PERSON, TEAM | PERSON),
    "volunteer_leaves": (TEAM | PERSON, TEAM | PERSON),
    "state_needs": (PERSON, PERSON),
    "admit": (TEAM | {"superuser"}, CENTRE),
    "decline": (TEAM | {"superuser"}, CENTRE),
    "note_attendance": (TEAM | {"superuser"}, CENTRE),
    "complete_run": (TEAM | {"superuser"}, CENTRE),
    "reopen": (TEAM | {"superuser"}, CENTRE),
    "confirm_run": (TEAM | {"superuser"}, CENTRE),
    "cancel_run": (TEAM | {"superuser"}, CENTRE),
    "change_run": (TEAM | {"superuser"}, CENTRE),
    "set_capacity": (TEAM | {"superuser"}, CENTRE),
    "set_quotas": (set(), CENTRE),  # only central runs have any
}


@pytest.fixture
def centre():
    return make_organisation("Zentrum", centre=True)


@pytest.fixture
def actors(organisation, other_organisation, centre):
    gone = make_member(organisation, role=Role.ADMINISTRATOR)
    Membership.objects.filter(user=gone).update(active=False)
    return {
        "anonymous": Actor(ActorKind.STAFF),
        "person": Actor.applicant(),
        "parent": Actor.parent(),
        "reader": Actor.staff(make_member(organisation, role=Role.READER)),
        "coordinator": Actor.staff(make_member(organisation)),
        "administrator": Actor.staff(make_member(organisation, role=Role.ADMINISTRATOR)),
        "coordinator elsewhere": Actor.staff(make_member(other_organisation)),
        "centre coordinator": Actor.staff(make_member(centre)),
        "centre reader": Actor.staff(make_member(centre, role=Role.READER)),
        "deactivated member": Actor.staff(gone),
        "deactivated user": Actor.staff(make_member(organisation, is_active=False)),
        "editor": Actor.staff(make_editor()),
        "superuser": Actor.staff(make_user(is_superuser=True)),
        "system": Actor.system(),
    }


class Scene:
    """A run with one person in it, in the state in which a verb is possible."""

    def __init__(self, host: Any, team: Any) -> None:
        self.run = make_run(host, capacity=3)
        self.person = make_volunteer(team)

    def with_place(self) -> Enrolment:
        return services.take_place(self.person, self.run, actor=Actor.system())

    def waiting(self) -> Enrolment:
        CourseRun.objects.filter(pk=self.run.pk).update(capacity=1)
        self.holder = services.take_place(
            make_volunteer(self.person.organisation, 1), self.run, actor=Actor.system()
        )
        return services.take_place(self.person, self.run, actor=Actor.system(), or_wait=True)

    def offered(self) -> Enrolment:
        place = self.waiting()
        services.give_up_place(self.holder, actor=Actor.applicant())
        return place

    def asked(self) -> Enrolment:
        CourseRun.objects.filter(pk=self.run.pk).update(procedure=Procedure.HOST_DECIDES)
        self.run.refresh_from_db()
        return services.take_place(self.person, self.run, actor=Actor.applicant())

    def held(self) -> Enrolment:
        place = self.with_place()
        self.run.dates.update(starts_at=timezone.now(), ends_at=timezone.now())
        return place

    def noted(self) -> Enrolment:
        place, date = self.held(), self.run.dates.get()
        Attendance.objects.create(enrolment=place, date=date, units=date.teaching_units)
        return place

    def completed(self) -> Enrolment:
        place = self.noted()
        Enrolment.objects.filter(pk=place.pk).update(state=EnrolmentState.COMPLETED)
        return place


# verb -> how it comes to be possible, and how it is called with the rows as they are then
CALLS: dict[str, tuple[str, Callable[..., Any]]] = {
    "take_place": ("", lambda run, _place, person, act: services.take_place(person, run, **act)),
    "enrol": ("", lambda run, _place, person, act: services.enrol(person, run, **act)),
    "give_up_place": ("with_place", lambda _run, place, _person, act: services.give_up_place(place, **act)),
    "leave_list": ("waiting", lambda _run, place, _person, act: services.leave_list(place, **act)),
    "take_offer": ("offered", lambda _run, place, _person, act: services.take_offer(place, **act)),
    "refuse_offer": ("offered", lambda _run, place, _person, act: services.refuse_offer(place, **act)),
    "volunteer_leaves": ("with_place", lambda _run, _place, person, act: services.volunteer_leaves(person, **act)),
    "state_needs": (
        "with_place", lambda _run, place, _person, act: services.state_needs(place, [NeedKind.STEP_FREE], **act)
    ),
    "admit": ("asked", lambda _run, place, _person, act: services.admit(place, **act)),
    "decline": ("asked", lambda _run, place, _person, act: services.decline(place, **act)),
    "note_attendance": (
        "held", lambda run, place, _person, act: services.note_attendance(run.dates.get(), [Note(place.pk, 1)], **act)
    ),
    "complete_run": ("noted", lambda run, _place, _person, act: services.complete_run(run, **act)),
    "reopen": ("completed", lambda _run, place, _person, act: services.reopen(place, **act)),
    "confirm_run": ("with_place", lambda run, _place, _person, act: services.confirm_run(run, **act)),
    "cancel_run": ("with_place", lambda run, _place, _person, act: services.cancel_run(run, **act)),
    "change_run": (
        "with_place", lambda run, _place, _person, act: services.change_run(run, make_plan(run, in_days=40), **act)
    ),
    "set_capacity": ("with_place", lambda run, _place, _person, act: services.set_capacity(run, 9, **act)),
    "set_quotas": (
        "with_place", lambda run, _place, person, act: services.set_quotas(run, [QuotaPlan(person.organisation_id, 1)], **act)
    ),
}  # fmt: skip


def state_of_things() -> Any:
    """What a verb may change; one that refuses changes nothing of it."""
    return [
        list(Enrolment.objects.order_by("pk").values_list("pk", "state")),
        list(CourseRun.objects.order_by("pk").values_list("pk", "state", "capacity", "taken")),
        list(Volunteer.objects.order_by("pk").values_list("pk", "state")),
        [rows.objects.count() for rows in (EnrolmentHistory, Attendance, Need, OutboxRow)],
    ]


def who_may(scene: Scene, verb: str, actors: dict[str, Actor]) -> set[str]:
    """Those who could; each on the same scene, which is put back afterwards."""
    made, call = CALLS[verb]
    place = getattr(scene, made)() if made else None
    before, could = state_of_things(), set()
    for name, actor in actors.items():
        run = CourseRun.objects.select_related("organisation", "kind").get(pk=scene.run.pk)
        fresh = Enrolment.objects.select_related("run", "volunteer").get(pk=place.pk) if place else None
        person = Volunteer.objects.get(pk=scene.person.pk)
        with transaction.atomic():
            try:
                call(run, fresh, person, {"actor": actor})
                could.add(name)
            except (NotPermitted, StaleState) as error:
                # A verb that only the person has says to all others that there is nothing to say.
                assert isinstance(error, NotPermitted) or verb == "state_needs", (name, error)  # noqa: PT017 -- of several
                assert state_of_things() == before, name
            except TransitionError:
                assert verb == "set_quotas"  # an own run has none, whoever asks
            transaction.set_rollback(True)
    return could


def test_the_table_knows_every_verb():
    assert set(MAY) == set(CALLS) == set(services.__all__) - BY_THE_CLOCK - BY_ERASURE


@pytest.mark.parametrize("verb", sorted(MAY))
def test_every_verb_by_everybody_in_an_own_run(organisation, actors, verb):
    assert who_may(Scene(organisation, organisation), verb, actors) == MAY[verb][0]


@pytest.mark.parametrize("verb", sorted(MAY))
def test_every_verb_by_everybody_in_a_central_run(organisation, centre, actors, verb):
    assert who_may(Scene(centre, organisation), verb, actors) == MAY[verb][1]


@pytest.mark.parametrize(
    "verb",
    [
        own.give_up_course_place, own.take_offered_place, own.refuse_offered_place, own.leave_waiting_list,
        lambda application, place: own.state_own_needs(application, place, [NeedKind.CHILD_CARE]),
    ],
)  # fmt: skip
def test_the_link_of_another_person_opens_nothing(organisation, actors, verb):
    """The rule is in the verb that takes the application of the link, not in the view that looks the place up."""
    stranger = own.accept(
        own.take_into_review(make_application(organisation), actor=actors["coordinator"]),
        actor=actors["coordinator"],
    )
    place = Scene(organisation, organisation).with_place()
    before = state_of_things()

    with pytest.raises(NotPermitted):
        verb(stranger, place)

    assert state_of_things() == before
