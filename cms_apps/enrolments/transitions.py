"""The machine of an enrolment."""

from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.policies import may_give_up
from cms_apps.workflow.machine import Transition, Workflow, sources

ENROLMENT = Workflow(
    name="enrolment",
    states=EnrolmentState,
    initial=EnrolmentState.ENROLLED,
    transitions=(
        Transition("give_up", sources(EnrolmentState.ENROLLED), EnrolmentState.GIVEN_UP, may_give_up),
    ),
)
