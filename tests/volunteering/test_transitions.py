"""State × verb × role of an application against an explicit table, and histories that replay to the state."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cms_apps.organisations.enums import Role
from cms_apps.organisations.models import HostOrganisation, Membership, ServedArea
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState, TransitionError
from cms_apps.workflow.machine import available, perform
from tests.architecture.world import make_editor
from tests.factories.people import (
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_user,
)

# Who may take which verb, whatever the state …
APPLICANT_VERBS = {
    "confirm", "ask_parent", "answer", "cancel_talk", "still_interested", "agree_forward", "refuse_forward", "wake",
    "withdraw",
}  # fmt: skip
PARENT_VERBS = {"parent_agrees", "parent_refuses"}
SYSTEM_VERBS = {"forward_lapsed", "forward_failed", "rest"}
DECIDING_VERBS = {
    "remind", "record_letter", "take_into_review", "give_back", "accept", "decline", "ask", "take_back_question",
    "arrange_talk", "move_talk", "talk_held", "talk_missed", "shortlist", "take_up", "propose_forward",
    "take_back_forward", "merge",
}  # fmt: skip
MAY: dict[str, set[str]] = {
    "applicant": APPLICANT_VERBS,
    "parent": PARENT_VERBS,
    "reader": set(),
    "coordinator": DECIDING_VERBS,
    "administrator": DECIDING_VERBS,
    "coordinator elsewhere": set(),
    "deactivated member": set(),
    "deactivated user": set(),
    "centre member": set(),
    "editor": set(),
    "superuser": set(),
    "system": SYSTEM_VERBS,
}
# … and where each verb leads from each state; what is not here is stale.
OPEN = (State.RECEIVED, State.IN_REVIEW, State.QUERY, State.TALK, State.FORWARD_ASKED)
KEPT = (State.SHORTLISTED, State.RESTING)
LEADS = {
    (State.UNCONFIRMED, "confirm"): State.RECEIVED,
    (State.UNCONFIRMED, "ask_parent"): State.PARENT_ASKED,
    (State.PARENT_ASKED, "parent_agrees"): State.RECEIVED,
    (State.PARENT_ASKED, "parent_refuses"): State.WITHDRAWN,
    (State.PARENT_ASKED, "record_letter"): State.RECEIVED,
    (State.RECEIVED, "take_into_review"): State.IN_REVIEW,
    (State.IN_REVIEW, "give_back"): State.RECEIVED,
    (State.IN_REVIEW, "accept"): State.ACCEPTED,
    (State.IN_REVIEW, "ask"): State.QUERY,
    (State.QUERY, "answer"): State.IN_REVIEW,
    (State.QUERY, "take_back_question"): State.IN_REVIEW,
    (State.QUERY, "remind"): State.QUERY,
    (State.QUERY, "rest"): State.RESTING,
    (State.IN_REVIEW, "arrange_talk"): State.TALK,
    (State.TALK, "move_talk"): State.TALK,
    (State.TALK, "talk_held"): State.IN_REVIEW,
    (State.TALK, "talk_missed"): State.IN_REVIEW,
    (State.TALK, "cancel_talk"): State.IN_REVIEW,
    (State.IN_REVIEW, "shortlist"): State.SHORTLISTED,
    (State.SHORTLISTED, "still_interested"): State.SHORTLISTED,
    (State.SHORTLISTED, "rest"): State.RESTING,
    (State.SHORTLISTED, "take_up"): State.IN_REVIEW,
    (State.RESTING, "take_up"): State.IN_REVIEW,
    (State.RESTING, "wake"): State.IN_REVIEW,
    (State.IN_REVIEW, "propose_forward"): State.FORWARD_ASKED,
    (State.FORWARD_ASKED, "take_back_forward"): State.IN_REVIEW,
    (State.FORWARD_ASKED, "agree_forward"): State.HANDED_OVER,
    (State.FORWARD_ASKED, "refuse_forward"): State.IN_REVIEW,
    (State.FORWARD_ASKED, "forward_lapsed"): State.IN_REVIEW,
    (State.FORWARD_ASKED, "forward_failed"): State.IN_REVIEW,
    **{(state, "merge"): State.MERGED for state in (State.RECEIVED, State.IN_REVIEW, *KEPT)},
    **{(state, "decline"): State.DECLINED for state in (*OPEN, *KEPT)},
    **{(state, "withdraw"): State.WITHDRAWN for state in (*OPEN, *KEPT, State.PARENT_ASKED)},
}
VERBS = sorted(APPLICANT_VERBS | PARENT_VERBS | SYSTEM_VERBS | DECIDING_VERBS)
# How an application comes to a state, by the machine alone.
WAYS = {
    State.UNCONFIRMED: (),
    State.PARENT_ASKED: ("ask_parent",),
    State.RECEIVED: ("confirm",),
    State.IN_REVIEW: ("confirm", "take_into_review"),
    State.QUERY: ("confirm", "take_into_review", "ask"),
    State.TALK: ("confirm", "take_into_review", "arrange_talk"),
    State.FORWARD_ASKED: ("confirm", "take_into_review", "propose_forward"),
    State.SHORTLISTED: ("confirm", "take_into_review", "shortlist"),
    State.RESTING: ("confirm", "take_into_review", "ask", "rest"),
    State.ACCEPTED: ("confirm", "take_into_review", "accept"),
    State.DECLINED: ("confirm", "take_into_review", "decline"),
    State.HANDED_OVER: ("confirm", "take_into_review", "propose_forward", "agree_forward"),
    State.WITHDRAWN: ("confirm", "withdraw"),
    State.MERGED: ("confirm", "merge"),
}


def outcome(state: str, verb: str, role: str) -> type[Exception] | str:
    """What the table expects: a new state, or the refusal."""
    target = LEADS.get((state, verb))
    if target is None:
        return StaleState
    return target if verb in MAY[role] else NotPermitted


@pytest.fixture
def actors(organisation, other_organisation) -> dict[str, Callable[[], Actor]]:
    def member(role: str, *, active: bool = True, at=organisation, **values) -> Actor:
        user = make_member(at, role=role, **values)
        Membership.objects.filter(user=user).update(active=active)
        return Actor.staff(user)

    return {
        "applicant": Actor.applicant,
        "parent": Actor.parent,
        "reader": lambda: member(Role.READER),
        "coordinator": lambda: member(Role.COORDINATOR),
        "administrator": lambda: member(Role.ADMINISTRATOR),
        "coordinator elsewhere": lambda: member(Role.COORDINATOR, at=other_organisation),
        "deactivated member": lambda: member(Role.ADMINISTRATOR, active=False),
        "deactivated user": lambda: member(Role.ADMINISTRATOR, is_active=False),
        "centre member": lambda: member(Role.ADMINISTRATOR, at=make_organisation("Zentrum", centre=True)),
        "editor": lambda: Actor.staff(make_editor()),
        "superuser": lambda: Actor.staff(make_user(is_superuser=True, is_staff=True)),
        "system": Actor.system,
    }


def in_state(organisation, state: str) -> Application:
    staff = Actor.staff(make_member(organisation))
    actors = {
        **dict.fromkeys(APPLICANT_VERBS, Actor.applicant()),
        **dict.fromkeys(SYSTEM_VERBS, Actor.system()),
        **dict.fromkeys(DECIDING_VERBS, staff),
    }
    application = make_application(organisation, state="unconfirmed")
    for verb in WAYS[State(state)]:
        perform(APPLICATION, application, verb, actor=actors[verb], reason="no_need")
    return application


@pytest.mark.django_db
@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("state", State.values)
@pytest.mark.asvs("2.3.1", "8.3.1")
def test_state_verb_role(organisation, actors, state, role):
    application, actor = in_state(organisation, state), actors[role]()
    rows = application.history.count()
    buttons = available(APPLICATION, application, actor)

    for verb in VERBS:
        expected = outcome(state, verb, role)
        if isinstance(expected, str):
            assert verb in buttons
            continue
        with pytest.raises(expected):
            perform(APPLICATION, application, verb, actor=actor, reason="no_need")

    assert Application.objects.get(pk=application.pk).state == state
    assert application.history.count() == rows
    assert set(buttons) == {verb for verb in VERBS if isinstance(outcome(state, verb, role), str)}


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "verb"), LEADS, ids=str)
@pytest.mark.parametrize("role", ["applicant", "parent", "coordinator", "administrator", "system"])
def test_allowed_verb_leads_where_the_table_says(organisation, actors, state, verb, role):
    application, actor = in_state(organisation, state), actors[role]()
    expected = outcome(state, verb, role)

    if expected is NotPermitted:
        with pytest.raises(NotPermitted):
            perform(APPLICATION, application, verb, actor=actor, reason="no_need")
        return
    perform(APPLICATION, application, verb, actor=actor, reason="no_need")

    assert application.state == expected
    assert application.history.last().target == expected


def test_table_and_machine_know_the_same_arrows():
    drawn = {
        (source, transition.name): transition.target
        for transition in APPLICATION.transitions
        for source in transition.sources
    }

    assert drawn == LEADS


@pytest.mark.django_db
def test_decline_without_a_reason_is_refused(organisation, actors):
    application = in_state(organisation, State.IN_REVIEW)

    with pytest.raises(TransitionError, match="Grund"):
        perform(APPLICATION, application, "decline", actor=actors["coordinator"]())

    assert Application.objects.get().state == State.IN_REVIEW


class Walk(RuleBasedStateMachine):
    """Any verbs in any order by anybody: what is written replays to the state, and nothing else happens."""

    def __init__(self) -> None:
        super().__init__()
        place = make_municipality()
        organisation = make_organisation("Träger W", serves=place)
        self.actors = [
            Actor.applicant(), Actor.staff(make_member(organisation)),
            Actor.staff(make_member(organisation, role=Role.READER)), Actor.system(),
            Actor.parent(),
        ]  # fmt: skip
        self.application = make_application(organisation, state="unconfirmed")

    @rule(verb=st.sampled_from(VERBS), who=st.integers(0, 4), seen=st.booleans())
    def try_a_verb(self, verb: str, who: int, seen: bool) -> None:
        last = self.application.history.order_by("-pk").first()
        expected = last.pk if seen else last.pk - 1
        try:
            perform(
                APPLICATION, self.application, verb, actor=self.actors[who], reason="other", expected=expected
            )
        except TransitionError:
            assert self.application.history.order_by("-pk").first() == last
        else:
            assert seen

    @invariant()
    def history_replays_to_the_state(self) -> None:
        state = ""
        for row in self.application.history.order_by("pk"):
            assert row.source == state
            if row.transition != "created":
                assert LEADS[State(row.source), row.transition] == row.target
            state = row.target
        assert Application.objects.get(pk=self.application.pk).state == state


class TestWalk(TestCase):
    """Each example is rolled back."""

    @pytest.mark.slow
    def test_history_replays(self) -> None:
        def fresh() -> Walk:
            Application.objects.all().delete()
            Membership.objects.all().delete()
            ServedArea.objects.all().delete()
            HostOrganisation.objects.all().delete()
            return Walk()

        run_state_machine_as_test(
            fresh,
            settings=settings(
                max_examples=15, stateful_step_count=30, deadline=None, database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip
