"""`make bench`: prepare, count statements, measure in interleaved rounds, write docs/benchmarks.md."""

import json
import os
import sys
from pathlib import Path

from benchmarks import database
from benchmarks.figures import BARE, WITHOUT_REDIS, figures
from benchmarks.measure import count, count_statements, measure
from benchmarks.report import Report, keep
from benchmarks.searches import searches
from benchmarks.started import prepared, say


def main() -> int:
    """Print the figures and keep them; the exit code says whether every bound holds."""
    for name in ("DATABASE_URL", "ELASTICSEARCH_URL"):
        os.environ.pop(name, None)  # those of a site are never touched
    os.environ["REDIS_URL"] = os.environ.get("BENCH_REDIS_URL", "")
    database.create_if_missing(database.address())
    say("Preparing the database (slow only the first time) …")
    prepared("benchmarks.targets.prepare", settings=BARE)
    plan = json.loads(prepared("benchmarks.prepare"))
    wanted = figures(plan)
    say("Counting statements …")
    statements = count_statements(wanted)
    without_redis = {one.name: count(one, REDIS_URL="") for one in wanted if one.name in WITHOUT_REDIS}
    say(f"Measuring {len(wanted)} targets …")
    points = measure(wanted, database.Postgres(), say)
    say("Searching (slow only the first time) …")
    found = searches(prepared, _folder())
    report = Report(wanted, statements, points, without_redis, found)
    text = report.text([int(size) for size in plan["desks"]], database.facts())
    say(f"\n{text}")
    keep(text)
    say(f"Missed: {', '.join(report.missed)}" if report.missed else "Every bound holds.")
    return 1 if report.missed else 0


def _folder() -> Path:
    folder = Path(os.environ.get("VAR_DIR", "var")).resolve() / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
