"""The machine of a volunteer in its first form: active and paused come with the work itself."""

from cms_apps.volunteers.enums import VolunteerState
from cms_apps.volunteers.policies import may_end
from cms_apps.workflow.machine import Transition, Workflow, sources

VOLUNTEER = Workflow(
    name="volunteer",
    states=VolunteerState,
    initial=VolunteerState.PREPARING,
    transitions=(Transition("leave", sources(VolunteerState.PREPARING), VolunteerState.LEFT, may_end),),
)
