"""How much is tried: a sample in `make test`; THOROUGH=all tries every text and turn (about 30 minutes on two cores)."""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

THOROUGH = os.environ.get("THOROUGH", "") == "all"
STEPS = 30


def walk(machine: Callable[[], RuleBasedStateMachine], times: int, **changed: Any) -> None:
    """Let hypothesis walk a machine so often, 30 steps each time."""
    values: dict[str, Any] = {"max_examples": times, "stateful_step_count": STEPS, **changed}
    every = list(HealthCheck)
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine, settings=settings(deadline=None, database=None, suppress_health_check=every, **values)
    )
