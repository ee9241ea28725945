"""The machine of a volunteer (domain.md 4.1, from "Aktiv" on)."""

from cms_apps.volunteers.enums import HERE_STATES, VolunteerState
from cms_apps.volunteers.policies import may_decide_about, may_end
from cms_apps.workflow.machine import Transition, Workflow, sources

State = VolunteerState

VOLUNTEER = Workflow(
    name="volunteer",
    states=State,
    initial=State.PREPARING,
    transitions=(
        Transition("activate", sources(State.PREPARING), State.ACTIVE, may_decide_about),
        Transition("pause", sources(State.PREPARING, State.ACTIVE), State.PAUSED, may_end),
        Transition("resume", sources(State.PAUSED), State.ACTIVE, may_end),
        Transition("leave", sources(HERE_STATES), State.LEFT, may_end),
    ),
)
