"""State × verb × role of a volunteer against an explicit table."""

import pytest

from cms_apps.organisations.enums import Role
from cms_apps.organisations.models import Membership
from cms_apps.volunteers.enums import VolunteerState as State
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.services import Person, welcome
from cms_apps.volunteers.transitions import VOLUNTEER
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState
from cms_apps.workflow.machine import available, perform
from tests.factories.people import make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db
OWN, DECIDING = {"pause", "resume", "leave"}, {"activate", "pause", "resume", "leave"}
MAY: dict[str, set[str]] = {
    "applicant": OWN,
    "parent": set(),
    "system": set(),
    "reader": set(),
    "coordinator": DECIDING,
    "administrator": DECIDING,
    "coordinator elsewhere": set(),
    "deactivated member": set(),
    "centre member": set(),
    "superuser": set(),
}
LEADS = {
    (State.PREPARING, "activate"): State.ACTIVE,
    (State.PREPARING, "pause"): State.PAUSED,
    (State.ACTIVE, "pause"): State.PAUSED,
    (State.PAUSED, "resume"): State.ACTIVE,
    (State.PREPARING, "leave"): State.LEFT,
    (State.ACTIVE, "leave"): State.LEFT,
    (State.PAUSED, "leave"): State.LEFT,
}
WAYS = {State.PREPARING: (), State.ACTIVE: ("activate",), State.PAUSED: ("pause",), State.LEFT: ("leave",)}


@pytest.fixture
def staff(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def actor(organisation, other_organisation, request) -> Actor:
    def member(role, at=organisation) -> Actor:
        return Actor.staff(make_member(at, role=role))

    def deactivated() -> Actor:
        actor = member(Role.ADMINISTRATOR)
        Membership.objects.filter(user=actor.user).update(active=False)
        return actor

    makers = {
        "applicant": Actor.applicant,
        "parent": Actor.parent,
        "system": Actor.system,
        "reader": lambda: member(Role.READER),
        "coordinator": lambda: member(Role.COORDINATOR),
        "administrator": lambda: member(Role.ADMINISTRATOR),
        "coordinator elsewhere": lambda: member(Role.COORDINATOR, at=other_organisation),
        "deactivated member": deactivated,
        "centre member": lambda: member(Role.ADMINISTRATOR, at=make_organisation("Zentrum", centre=True)),
        "superuser": lambda: Actor.staff(make_user(is_superuser=True, is_staff=True)),
    }
    return makers[request.param]()


def in_state(organisation, staff, state) -> Volunteer:
    person = Person("Amal", "Beispiel", email="a@beispiel.example", phone="", language="de")
    volunteer = welcome(person, organisation, actor=staff)
    for verb in WAYS[state]:
        perform(VOLUNTEER, volunteer, verb, actor=staff)
    return volunteer


@pytest.mark.parametrize(("role", "actor"), [(role, role) for role in MAY], indirect=["actor"], ids=list(MAY))
@pytest.mark.parametrize("state", State)
def test_state_verb_role(organisation, staff, state, role, actor):
    possible = {verb for source, verb in LEADS if source == state} & MAY[role]

    assert set(available(VOLUNTEER, in_state(organisation, staff, state), actor)) == possible
    for verb in sorted(DECIDING):
        volunteer = in_state(organisation, staff, state)
        if verb in possible:
            perform(VOLUNTEER, volunteer, verb, actor=actor)
            assert Volunteer.objects.get(pk=volunteer.pk).state == LEADS[state, verb]
            continue
        with pytest.raises(NotPermitted if (state, verb) in LEADS else StaleState):
            perform(VOLUNTEER, volunteer, verb, actor=actor)
        assert Volunteer.objects.get(pk=volunteer.pk).state == state


def test_table_and_machine_know_the_same_arrows():
    drawn = {(source, one.name): one.target for one in VOLUNTEER.transitions for source in one.sources}

    assert drawn == LEADS
