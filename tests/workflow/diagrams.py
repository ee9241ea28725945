"""Draws docs/states.md and the pictures of docs/traeger.md from the machines; run as a module to write them."""

import os
import re
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docs" / "states.md"
MACHINES = {
    "Application (Bewerbung)": "cms_apps.volunteering.transitions.APPLICATION",
    "Volunteer (Ehrenamtliche Person)": "cms_apps.volunteers.transitions.VOLUNTEER",
    "Enrolment (Kursplatz)": "cms_apps.enrolments.transitions.ENROLMENT",
    "Certificate (Zertifikat)": "cms_apps.enrolments.transitions.CERTIFICATE",
    "Course run (Kurs)": "cms_apps.courses.transitions.COURSE_RUN",
}
HOSTS = ROOT / "docs" / "traeger.md"
# For organisations: the name of the place in the page, the machine, and where its German words stand.
IN_GERMAN = {
    "application": (
        "cms_apps.volunteering.transitions.APPLICATION",
        "cms_apps.volunteering.enums.HISTORY_LABEL",
    ),
    "volunteer": ("cms_apps.volunteers.transitions.VOLUNTEER", "cms_apps.volunteers.enums.HISTORY_LABEL"),
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


def page_for_hosts() -> str:
    """docs/traeger.md with its pictures drawn anew."""
    page = HOSTS.read_text(encoding="utf-8")
    for name in IN_GERMAN:
        picture = f"<!-- {name} -->\n```mermaid\n{in_german(name)}```\n<!-- end -->"
        page = re.sub(
            rf"<!-- {name} -->.*?<!-- end -->", lambda _found, new=picture: new, page, flags=re.DOTALL
        )
    return page


def in_german(name: str) -> str:
    """The diagram of a machine in the words of the desk; several ways between two states are one arrow."""
    from django.utils.module_loading import import_string  # noqa: PLC0415 -- after set-up
    from django.utils.translation import override  # noqa: PLC0415 -- as above

    machine, labels = (import_string(path) for path in IN_GERMAN[name])
    arrows: dict[tuple[str, str], list[str]] = {}
    with override("de"):
        for one in machine.transitions:
            for source in sorted(one.sources):
                arrows.setdefault((str(source), str(one.target)), []).append(str(labels[one.name]))
        lines = [f'    state "{state.label}" as {state.value}' for state in machine.states]
    lines += [f"    [*] --> {state}" for state in machine.beginnings]
    lines += [
        f"    {source} --> {target}: {', '.join(dict.fromkeys(words))}"
        for (source, target), words in arrows.items()
    ]
    return "\n".join(["stateDiagram-v2", *lines]) + "\n"


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vielfalt.settings.test")
    django.setup()
    FILE.write_text(document(), encoding="utf-8")
    HOSTS.write_text(page_for_hosts(), encoding="utf-8")
