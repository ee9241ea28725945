"""The machine of an application (domain.md 4.1, first form)."""

from cms_apps.volunteering.enums import OPEN_STATES, ApplicationState
from cms_apps.volunteering.policies import is_applicant, is_coordinator
from cms_apps.workflow.machine import Transition, Workflow, sources

State = ApplicationState

APPLICATION = Workflow(
    name="application",
    states=State,
    initial=State.UNCONFIRMED,
    transitions=(
        Transition("confirm", sources(State.UNCONFIRMED), State.RECEIVED, is_applicant),
        Transition("take_into_review", sources(State.RECEIVED), State.IN_REVIEW, is_coordinator),
        Transition("accept", sources(State.IN_REVIEW), State.ACCEPTED, is_coordinator),
        Transition("decline", sources(State.IN_REVIEW), State.DECLINED, is_coordinator, reason_required=True),
        Transition("give_back", sources(State.IN_REVIEW), State.RECEIVED, is_coordinator),
        Transition("withdraw", sources(OPEN_STATES), State.WITHDRAWN, is_applicant),
    ),
)
