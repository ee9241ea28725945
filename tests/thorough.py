"""How much is tried: a sample in `make test`; THOROUGH=walks walks the machines ten times as often, as `.ci/run` does on
PostgreSQL, and THOROUGH=all tries every text and turn besides (about 30 minutes on two cores)."""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

WANTED = os.environ.get("THOROUGH", "")
THOROUGH = WANTED == "all"
EXAMPLES, STEPS = 500 if WANTED else 50, 30


def walk(machine: Callable[[], RuleBasedStateMachine], **changed: Any) -> None:
    """Let hypothesis walk a machine: 50 × 30 steps, thoroughly 500 × 30."""
    values: dict[str, Any] = {"max_examples": EXAMPLES, "stateful_step_count": STEPS, **changed}
    every = list(HealthCheck)
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine, settings=settings(deadline=None, database=None, suppress_health_check=every, **values)
    )
