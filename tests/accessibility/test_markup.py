"""The Nu HTML checker reads every page that a walk draws: German in one run, English where there are pages of its own.

It needs Java and the checker (`make checker`); without them the test is skipped.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.accessibility.walks import WALKS, Person
from tests.schema_org import objections, things_in

JAR = os.environ.get("VNU_JAR", "")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.once,
    pytest.mark.django_db,
    pytest.mark.skipif(not (JAR and shutil.which("java")), reason="needs Java and VNU_JAR"),
]


def test_every_page_is_valid_html_and_speaks_schema_org(tmp_path, record_property):
    names: dict[str, str] = {}
    told: set[str] = set()
    misused: list[str] = []

    def look(name: str, response: Any, *, status: int = 200) -> None:
        assert response.status_code == status, f"{name} answers {response.status_code}"
        file = f"{len(names):04}.html"
        names[file] = f"{walk.__name__}: {name}"
        (tmp_path / file).write_bytes(response.content)
        for thing in things_in(response.content.decode()):
            told.add(thing["@type"])
            misused.extend(f"{names[file]}: {one}" for one in objections(thing))

    for walk in WALKS:
        with transaction.atomic():
            walk(Person(), look)
            transaction.set_rollback(True)
        cache.clear()

    record_property("counted", f"Nu HTML checker: {len(names)} pages")
    assert len(names) > 200, "the walks draw fewer pages than they did"
    said = complaints(tmp_path, names)
    assert not said, "\n".join(said)
    assert not misused, "\n".join(misused)
    assert told >= {"NewsArticle", "FAQPage", "Event", "Organization"}


def complaints(folder: Path, names: dict[str, str]) -> list[str]:
    """What the checker says of the files of a folder, each said once with the first page that it is about."""
    command = ["java", "-jar", JAR, "--format", "json", "--exit-zero-always", "--stdout", str(folder)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=300)  # noqa: S603 -- our own command
    said = {}
    for one in json.loads(done.stdout)["messages"]:
        if _is_harmless(one):
            continue
        text = re.sub(r"\s+", " ", f"{one['message']} {one.get('extract', '')}")
        page = names[Path(one["url"]).name]
        said.setdefault(one["message"], f"{page}: {one.get('subType') or one['type']}: {text}")
    return sorted(said.values())


def _is_harmless(message: dict[str, Any]) -> bool:
    """A remark; or a day that was mistyped and is shown again as it was typed, which browsers leave out."""
    is_remark = message["type"] == "info" and message.get("subType") != "warning"
    return is_remark or "literal did not satisfy the date format" in message["message"]
