"""Writes about kinds of courses and their runs."""

import json
from pathlib import Path

from django.db import transaction

from cms_apps.courses.models import CourseKind, CourseModule, CourseRun
from cms_apps.courses.transitions import COURSE_RUN
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import perform

KINDS = Path(__file__).with_name("data") / "kinds.json"


@transaction.atomic
def ensure_kinds() -> None:
    """Make the kinds of courses that the programme knows where they are missing; what somebody changed stays."""
    for row in json.loads(KINDS.read_text(encoding="utf-8")):
        modules = row.pop("modules", [])
        kind, _created = CourseKind.objects.get_or_create(name=row.pop("name"), defaults=row)
        if not kind.modules.exists():
            CourseModule.objects.bulk_create(
                CourseModule(kind=kind, number=number, title=title)
                for number, title in enumerate(modules, start=1)
            )


def open_run(run: CourseRun, *, actor: Actor) -> CourseRun:
    """Begin to take people."""
    perform(COURSE_RUN, run, "open", actor=actor)
    return run


def close_run(run: CourseRun, *, actor: Actor) -> CourseRun:
    """Stop taking people; those who have a place keep it."""
    perform(COURSE_RUN, run, "close", actor=actor)
    return run
