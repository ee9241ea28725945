"""`python -m benchmarks.wizard`: what a sign-up costs, beside A2 in the same run, and a hundred of them at once."""

import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import cpu, database
from benchmarks.client import Request, ask_for
from benchmarks.figures import BARE, FOUND, OK, OURS
from benchmarks.measure import ROUNDS, SECONDS, empty_cache
from benchmarks.middleware import HEADER
from benchmarks.server import Server, serve
from benchmarks.started import prepared, say
from benchmarks.walking import Pending, Walk

FILE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-sign-up.md"
LAST = 40  # sent in each round
AT_ONCE = 100

MOST_SQL_STEP, MOST_SQL_LAST = 8, 25
MOST_TIMES_STEP, MOST_TIMES_LAST = 8, 12


@dataclass(frozen=True)
class Cost:
    """Milliseconds of CPU for one answer, medians of the rounds."""

    bare: float
    step: float
    last: float


@dataclass(frozen=True)
class Crowd:
    """How a hundred people fared who came at the same moment."""

    arrived: int
    errors: int
    seconds: float
    walks: list[float]
    answers: list[float]


def main() -> int:
    """Print the figures and keep them; the exit code says whether every bound holds."""
    for name in ("DATABASE_URL", "ELASTICSEARCH_URL"):
        os.environ.pop(name, None)  # those of a site are never touched
    os.environ["REDIS_URL"] = os.environ.get("BENCH_REDIS_URL", "")
    database.create_if_missing(database.address())
    say("Preparing the database …")
    prepared("benchmarks.targets.prepare", settings=BARE)
    plan = json.loads(prepared("benchmarks.prepare"))["step"]
    statements = count()
    cost = measure(Request(plan["path"], plan["cookies"], plan["form"]))
    say(f"{AT_ONCE} sign-ups at once …")
    text, missed = report(statements, cost, crowd())
    say(text)
    FILE.write_text(text)
    return 1 if missed else 0


def count() -> dict[str, int]:
    """The SQL statements of each step's POST, and of the last one, in a process that is warm."""
    empty_cache()
    with serve(OURS, workers=1, BENCH_COUNT_SQL="1") as server:
        Walk(server.port).to_the_end()
        walk = Walk(server.port)
        pending = walk.to_the_end()
        found = {step: int(answer.headers[HEADER]) for step, answer in walk.answers.items()}
        return {**found, pending.step: int(walk.send(pending).headers[HEADER])}


def measure(step: Request) -> Cost:
    """A2, one step again and again, and the last POST of people who stand at it: in turn, three rounds."""
    postgres = database.Postgres()
    rounds: list[tuple[float, float, float]] = []
    with ExitStack() as stack:
        bare, ours = (stack.enter_context(serve(name)) for name in (BARE, OURS))
        for number in range(ROUNDS):
            say(f"  round {number + 1} of {ROUNDS}")
            waiting = [(walk, walk.to_the_end()) for walk in (Walk(ours.port) for _ in range(LAST))]
            rounds.append(
                (
                    _cpu(bare, postgres, partial(_asked, bare, Request("/liste/"), OK)),
                    _cpu(ours, postgres, partial(_asked, ours, step, FOUND)),
                    _cpu(ours, postgres, partial(_sent, waiting)),
                )
            )
    return Cost(*(statistics.median(values) for values in zip(*rounds, strict=True)))


def crowd() -> Crowd:
    """A hundred people begin at the same moment and fill in everything, each at once."""
    start = threading.Barrier(AT_ONCE)
    with serve(OURS) as server, ThreadPoolExecutor(AT_ONCE) as pool:
        walks = [Walk(server.port) for _ in range(AT_ONCE)]
        begun = time.perf_counter()
        seconds = list(pool.map(lambda walk: _whole(walk, start), walks))
        took = time.perf_counter() - begun
    return Crowd(
        arrived=sum(walk.arrived for walk in walks),
        errors=sum(len(walk.browser.errors) + walk.browser.failures for walk in walks),
        seconds=took,
        walks=seconds,
        answers=[one for walk in walks for one in walk.times],
    )


def report(statements: dict[str, int], cost: Cost, many: Crowd) -> tuple[str, list[str]]:
    """The page, and which bounds it misses."""
    last = list(statements)[-1]
    steps = {step: number for step, number in statements.items() if step != last}
    dearest = max(steps, key=lambda step: steps[step])
    rows = [
        (f"SQL of a step's POST, the dearest ({dearest})", steps[dearest], MOST_SQL_STEP),
        ("SQL of the last POST", statements[last], MOST_SQL_LAST),
        ("CPU of a step's POST, × A2", round(cost.step / cost.bare, 1), MOST_TIMES_STEP),
        ("CPU of the last POST, × A2", round(cost.last / cost.bare, 1), MOST_TIMES_LAST),
        (f"of {AT_ONCE} at once, not arrived", AT_ONCE - many.arrived, 0),
        (f"of {AT_ONCE} at once, errors and broken connections", many.errors, 0),
    ]
    missed = [name for name, value, most in rows if value > most]
    lines = [
        "# Figures of the sign-up",
        "",
        "Written by `make bench BENCH=benchmarks.wizard`. Compare only within one run.",
        "",
        "| Figure | reached | bound | |",
        "|---|---|---|---|",
        *(f"| {name} | {value} | ≤ {most} | {_verdict(value, most)} |" for name, value, most in rows),
        "",
        "SQL by step: " + ", ".join(f"{step} {number}" for step, number in statements.items()) + ".",
        "",
        f"CPU of gunicorn and PostgreSQL in milliseconds: A2 {cost.bare:.1f}, a step {cost.step:.1f}, the last {cost.last:.1f}.",
        "",
        (
            f"{AT_ONCE} people who began at the same moment and never paused (2 sync workers, the clients on the same "
            f"machine): the last one was through after {many.seconds:.1f} s; a whole sign-up p50 "
            f"{statistics.median(many.walks):.1f} s; {len(many.answers)} answers, p50 "
            f"{statistics.median(many.answers) * 1000:.0f} ms, p95 {statistics.quantiles(many.answers, n=20)[-1] * 1000:.0f} ms."
        ),
        "",
    ]
    return "\n".join(lines), missed


def _cpu(server: Server, postgres: database.Postgres, work: Callable[[], int]) -> float:
    """Milliseconds of CPU for each of the answers that `work` says it got."""
    cpu.wait_until_idle(server.pid)
    before = cpu.tree_seconds(server.pid) + postgres.seconds()
    answers = work()
    return (cpu.tree_seconds(server.pid) + postgres.seconds() - before) * 1000 / answers


def _asked(server: Server, request: Request, expect: int) -> int:
    return len(ask_for(SECONDS, server.port, request, expect=expect).times)


def _sent(waiting: list[tuple[Walk, Pending]]) -> int:
    for walk, pending in waiting:
        walk.send(pending)
    return len(waiting)


def _whole(walk: Walk, start: threading.Barrier) -> float:
    start.wait()
    begun = time.perf_counter()
    walk.send(walk.to_the_end())
    return time.perf_counter() - begun


def _verdict(value: float, most: float) -> str:
    return "holds" if value <= most else "**missed**"


if __name__ == "__main__":
    sys.exit(main())
