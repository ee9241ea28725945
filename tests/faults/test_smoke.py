"""Ten kills under load: nothing that was acknowledged is lost, nothing is doubled."""

import os

import pytest

from tests.faults import ledger
from tests.faults.database import database
from tests.faults.run import Goal, Run
from tests.faults.stand import Stand

GOAL = Goal(kills=10, acknowledged=0, seconds=240, every=(0.5, 2.5))  # a minute; more on a busy machine


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.asvs("2.3.3")
def test_ten_kills_lose_nothing_and_double_nothing(tmp_path):
    store = database(os.environ.get("DATABASE_URL", ""), tmp_path)
    store.make_anew()
    run = Run(Stand(tmp_path, store), tmp_path, applicants=4)
    try:
        findings = run.go(GOAL)
    finally:
        store.drop()

    assert findings == []
    assert run.totals.kills >= GOAL.kills
    assert run.totals.web_kills >= 1
    acknowledged = {line["op"] for line in ledger.read(tmp_path) if line["what"] == "ok"}
    assert {"step", "submit", "confirm"} <= acknowledged
