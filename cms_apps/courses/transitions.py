"""The machine of a course run in its first form."""

from cms_apps.courses.enums import RunState
from cms_apps.courses.policies import may_manage_run
from cms_apps.workflow.machine import Transition, Workflow, sources

COURSE_RUN = Workflow(
    name="course run",
    states=RunState,
    initial=RunState.PLANNED,
    transitions=(
        Transition("open", sources(RunState.PLANNED), RunState.OPEN, may_manage_run),
        Transition("close", sources(RunState.OPEN), RunState.PLANNED, may_manage_run),
    ),
)
