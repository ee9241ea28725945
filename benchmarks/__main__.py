"""`make bench`: prepare, count statements, measure in interleaved rounds, write docs/benchmarks.md."""

import json
import os
import subprocess
import sys
from typing import Any

from benchmarks import database
from benchmarks.figures import BARE, OURS, figures
from benchmarks.measure import count_statements, measure
from benchmarks.report import FILE, Report


def main() -> int:
    """Print the figures and keep them; the exit code says whether every bound holds."""
    for name in ("DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL"):
        os.environ.pop(name, None)  # what is measured needs none of them
    database.create_if_missing()
    say("Preparing the database (slow only the first time) …")
    prepared("benchmarks.targets.prepare", BARE)
    plan = json.loads(prepared("benchmarks.prepare", OURS))
    wanted = figures(plan)
    say("Counting statements …")
    statements = count_statements(wanted)
    say(f"Measuring {len(wanted)} targets …")
    report = Report(wanted, statements, measure(wanted, database.postmaster(), say))
    text = report.text([int(size) for size in plan["desks"]], database.facts())
    say(f"\n{text}")
    FILE.write_text(text)
    say(f"Missed: {', '.join(report.missed)}" if report.missed else "Every bound holds.")
    return 1 if report.missed else 0


def prepared(module: str, settings: str) -> Any:
    """Run a module in a process of its own, since each has other settings; returns what it prints."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    command = [sys.executable, "-W", "ignore", "-m", module]
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE)  # noqa: S603 -- our own modules
    return done.stdout


def say(text: str) -> None:
    """Show at once how far it is."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
