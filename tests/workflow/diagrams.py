"""Draws docs/states.md from the machines; run as a module to write it."""

import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docs" / "states.md"
MACHINES = {
    "Application (Bewerbung)": "cms_apps.volunteering.transitions.APPLICATION",
    "Volunteer (Ehrenamtliche Person)": "cms_apps.volunteers.transitions.VOLUNTEER",
    "Enrolment (Kursplatz)": "cms_apps.enrolments.transitions.ENROLMENT",
    "Course run (Kurs)": "cms_apps.courses.transitions.COURSE_RUN",
}
HEAD = """# States

Drawn by the machines themselves (`Workflow.as_mermaid()`); a test compares. After a change of a
`transitions.py` write this file anew with `python -m tests.workflow.diagrams`.
"""


def document() -> str:
    """The whole file."""
    from django.utils.module_loading import import_string  # noqa: PLC0415 -- after set-up

    parts = [
        f"\n## {title}\n\n```mermaid\n{import_string(path).as_mermaid()}```\n"
        for title, path in MACHINES.items()
    ]
    return HEAD + "".join(parts)


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vielfalt.settings.test")
    django.setup()
    FILE.write_text(document(), encoding="utf-8")
