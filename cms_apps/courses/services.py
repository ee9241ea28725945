"""Writes about course runs."""

from cms_apps.courses.models import CourseRun
from cms_apps.courses.transitions import COURSE_RUN
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import perform


def open_run(run: CourseRun, *, actor: Actor) -> CourseRun:
    """Begin to take people."""
    perform(COURSE_RUN, run, "open", actor=actor)
    return run


def close_run(run: CourseRun, *, actor: Actor) -> CourseRun:
    """Stop taking people; those who have a place keep it."""
    perform(COURSE_RUN, run, "close", actor=actor)
    return run
