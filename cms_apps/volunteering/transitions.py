"""The machine of an application (domain.md 4.1)."""

from dataclasses import replace

from cms_apps.volunteering.eligibility import (
    may_be_forwarded,
    nothing_planned,
    talk_has_begun,
    talk_was_held,
)
from cms_apps.volunteering.enums import (
    KEPT_STATES,
    MERGEABLE_STATES,
    OPEN_STATES,
    WITHDRAWABLE_STATES,
    ApplicationState,
)
from cms_apps.volunteering.policies import is_applicant, is_coordinator, is_parent, is_system
from cms_apps.workflow.machine import Transition, Workflow, sources

State = ApplicationState
# Whence a new start of the review is possible: the person waits for nobody else.
DECLINABLE_STATES = OPEN_STATES | KEPT_STATES


def _held_while_planned(*transitions: Transition) -> tuple[Transition, ...]:
    """What the team decides waits while a decision is planned; the person's own word never does."""
    return tuple(
        replace(one, guards=(nothing_planned, *one.guards)) if one.permitted is is_coordinator else one
        for one in transitions
    )


APPLICATION = Workflow(
    name="application",
    states=State,
    initial=State.UNCONFIRMED,
    # Entered by staff from paper or phone, imported, or handed over by another organisation.
    also_initial=(State.RECEIVED,),
    transitions=_held_while_planned(
        Transition("confirm", sources(State.UNCONFIRMED), State.RECEIVED, is_applicant),
        Transition("ask_parent", sources(State.UNCONFIRMED), State.PARENT_ASKED, is_applicant),
        Transition("parent_agrees", sources(State.PARENT_ASKED), State.RECEIVED, is_parent),
        Transition("parent_refuses", sources(State.PARENT_ASKED), State.WITHDRAWN, is_parent),
        Transition("record_letter", sources(State.PARENT_ASKED), State.RECEIVED, is_coordinator),
        Transition("take_into_review", sources(State.RECEIVED), State.IN_REVIEW, is_coordinator),
        Transition(
            "accept", sources(State.IN_REVIEW), State.ACCEPTED, is_coordinator, guards=(talk_was_held,)
        ),
        Transition("ask", sources(State.IN_REVIEW), State.QUERY, is_coordinator),
        Transition("answer", sources(State.QUERY), State.IN_REVIEW, is_applicant),
        Transition("take_back_question", sources(State.QUERY), State.IN_REVIEW, is_coordinator),
        Transition("remind", sources(State.QUERY), State.QUERY, is_coordinator),
        Transition("arrange_talk", sources(State.IN_REVIEW), State.TALK, is_coordinator),
        Transition("move_talk", sources(State.TALK), State.TALK, is_coordinator),
        Transition(
            "talk_held", sources(State.TALK), State.IN_REVIEW, is_coordinator, guards=(talk_has_begun,)
        ),
        Transition(
            "talk_missed", sources(State.TALK), State.IN_REVIEW, is_coordinator, guards=(talk_has_begun,)
        ),
        Transition("cancel_talk", sources(State.TALK), State.IN_REVIEW, is_applicant),
        Transition("shortlist", sources(State.IN_REVIEW), State.SHORTLISTED, is_coordinator),
        Transition("still_interested", sources(State.SHORTLISTED), State.SHORTLISTED, is_applicant),
        Transition(
            "propose_forward",
            sources(State.IN_REVIEW),
            State.FORWARD_ASKED,
            is_coordinator,
            guards=(may_be_forwarded,),
        ),
        Transition("take_back_forward", sources(State.FORWARD_ASKED), State.IN_REVIEW, is_coordinator),
        Transition("agree_forward", sources(State.FORWARD_ASKED), State.HANDED_OVER, is_applicant),
        Transition("refuse_forward", sources(State.FORWARD_ASKED), State.IN_REVIEW, is_applicant),
        Transition("forward_lapsed", sources(State.FORWARD_ASKED), State.IN_REVIEW, is_system),
        Transition("forward_failed", sources(State.FORWARD_ASKED), State.IN_REVIEW, is_system),
        Transition("rest", sources(State.QUERY, State.SHORTLISTED), State.RESTING, is_system),
        Transition("wake", sources(State.RESTING), State.IN_REVIEW, is_applicant),
        Transition("take_up", sources(KEPT_STATES), State.IN_REVIEW, is_coordinator),
        Transition(
            "decline", sources(DECLINABLE_STATES), State.DECLINED, is_coordinator, reason_required=True
        ),
        Transition("give_back", sources(State.IN_REVIEW), State.RECEIVED, is_coordinator),
        Transition("withdraw", sources(WITHDRAWABLE_STATES), State.WITHDRAWN, is_applicant),
        Transition("merge", sources(MERGEABLE_STATES), State.MERGED, is_coordinator),
    ),
)
