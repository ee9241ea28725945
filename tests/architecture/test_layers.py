"""Foreign keys point down the layers of `pyproject.toml`: string references escape import-linter."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]


def ranks() -> dict[str, int]:
    """Each app of the contract with the number of its line, from the top."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["containers"] == ["cms_apps"])
    return {
        name.strip(" ()"): rank
        for rank, line in enumerate(layers)
        for name in line.split("|")
    }  # fmt: skip


def references(found: Iterable[type[models.Model]]) -> list[tuple[str, str, str]]:
    """Every relation from one of our apps to another: from, to, which field."""
    return [
        (model._meta.app_label, field.related_model._meta.app_label, f"{model._meta.label}.{field.name}")
        for model in found
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.is_relation and field.related_model is not None
    ]


def upward(found: Iterable[tuple[str, str, str]]) -> list[str]:
    """References between our apps that do not point to a lower line."""
    rank = ranks()
    return [
        field
        for source, target, field in found
        if source in rank and target in rank and source != target and rank[target] <= rank[source]
    ]


def test_foreign_keys_point_down_the_layers():
    found = references(apps.get_models(include_auto_created=True))

    assert len([one for one in found if one[0] in ranks() and one[1] in ranks()]) > 15
    assert upward(found) == []


READS = re.compile(
    r"\b(CourseRun|CourseDate|CourseKind|SeatQuota)\.(_default_manager|objects)|\bdates\.(all|filter)\("
)
CONTENT_TOWER = ("search", "pages", "navigation", "content")


def reads_of_courses(files: Iterable[tuple[str, str]]) -> list[str]:
    """Lines that ask the tables of `courses` themselves instead of its selectors."""
    return [
        f"{name}: {line.strip()}" for name, text in files for line in text.splitlines() if READS.search(line)
    ]


def test_the_content_tower_reads_courses_by_their_selectors():
    """The import contract forbids their services and rules; models come along as types and for signals."""
    files = [path for app in CONTENT_TOWER for path in (ROOT / "cms_apps" / app).rglob("*.py")]

    assert reads_of_courses((path.name, path.read_text()) for path in files) == []


@pytest.mark.parametrize("line", ["rows = CourseRun.objects.open()", "for one in run.dates.all():"])
def test_a_read_past_the_selectors_is_noticed(line):
    assert reads_of_courses([("pages.py", line)]) == [f"pages.py: {line}"]


def test_every_app_of_ours_stands_in_the_contract():
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("cms_apps.")}

    assert ours <= set(ranks())


def test_a_reference_upward_or_sideways_is_noticed():
    found = [
        ("organisations", "volunteering", "up"),
        ("outbox", "links", "sideways"),
        ("volunteering", "places", "down"),
    ]

    assert upward(found) == ["up", "sideways"]
