"""The machine of a course run: planned, open, sure to take place, running, over, settled; or called off."""

from cms_apps.courses.eligibility import has_dates, is_held
from cms_apps.courses.enums import CHANGEABLE_STATES, TAKING_STATES, RunState
from cms_apps.courses.policies import is_system, may_manage_run
from cms_apps.workflow.machine import Transition, Workflow, sources

State = RunState

COURSE_RUN = Workflow(
    name="course run",
    states=State,
    initial=State.PLANNED,
    transitions=(
        Transition("open", sources(State.PLANNED), State.OPEN, may_manage_run, guards=(has_dates,)),
        Transition("close", sources(State.OPEN), State.PLANNED, may_manage_run),
        Transition("confirm", sources(State.OPEN), State.CONFIRMED, may_manage_run),
        # Who calls nothing off holds the course: people will come, also where nobody else may join any more.
        Transition(
            "start", sources(TAKING_STATES, State.PLANNED), State.RUNNING, is_system, guards=(is_held,)
        ),
        Transition("finish", sources(State.RUNNING), State.FINISHED, is_system),
        Transition("settle", sources(State.FINISHED), State.SETTLED, may_manage_run),
        Transition("cancel", sources(CHANGEABLE_STATES), State.CANCELLED, may_manage_run),
    ),
)
