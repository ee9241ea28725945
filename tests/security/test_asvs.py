"""The table of docs/security/asvs.md is whole, known, and the one that the tests make."""

import re

from tests.architecture.committed import texts
from tests.security.asvs import KINDS, TABLE, named_in, requirements, shown, table

ROWS = requirements()


def test_every_requirement_stands_once_and_in_order():
    ids = [row.id for row in ROWS]

    assert ids == sorted(set(ids), key=lambda one: [int(part) for part in one.split(".")])
    assert {row.level for row in ROWS} == {"1", "2"}
    assert (len(ROWS), sum(row.level == "1" for row in ROWS)) == (253, 70)


def test_every_requirement_has_a_test_or_a_reason():
    tests = shown()

    assert [row.id for row in ROWS if row.id not in tests and not row.reason] == []
    assert [row.id for row in ROWS if bool(row.kind) != bool(row.reason)] == []
    assert {row.kind for row in ROWS} <= {"", *KINDS}


def test_no_marker_names_an_unknown_requirement():
    assert set(shown()) - {row.id for row in ROWS} == set()


def test_what_does_not_apply_is_shown_by_no_test():
    tests = shown()

    assert [row.id for row in ROWS if row.kind == "not applicable" and row.id in tests] == []


def test_the_committed_table_is_the_one_that_the_tests_make():
    assert TABLE.read_text(encoding="utf-8") == table(ROWS, shown()), "run `make asvs`"


def test_markers_are_read_as_pytest_reads_them():
    code = (
        "import pytest\n@pytest.mark.slow\n@pytest.mark.asvs('1.1.1', '1.1.2')\ndef test_a(): ...\n"
        "def test_b(): ...\n@pytest.mark.asvs('1.1.3')\ndef not_a_test(): ...\n"
    )

    assert list(named_in(code)) == [("test_a", "1.1.1"), ("test_a", "1.1.2")]


def test_every_test_that_the_threat_model_names_exists():
    named = set(re.findall(r"`(test_\w+)`", (TABLE.parent / "threat-model.md").read_text(encoding="utf-8")))
    existing = {
        name for code in texts(".py", under="tests/").values() for name in re.findall(r"def (test_\w+)", code)
    }

    assert len(named) > 40
    assert named - existing == set()
