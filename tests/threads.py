"""Doing one thing in many threads at once, each with a connection of its own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

PATIENCE = 30


def together(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all jobs at the same moment; what each returned, or the exception that it raised, in order."""
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            start.wait(PATIENCE)
            return job()
        except Exception as error:  # noqa: BLE001 -- the outcome is what the test asks for
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]


def kinds(outcomes: Sequence[Any]) -> dict[str, int]:
    """How many of each: "done", or the name of the exception."""
    found: dict[str, int] = {}
    for one in outcomes:
        name = type(one).__name__ if isinstance(one, Exception) else "done"
        found[name] = found.get(name, 0) + 1
    return found
