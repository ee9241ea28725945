"""`python -m tests.faults`: the soak. It prints a table, and each finding; the exit code says whether there were any."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from tests.faults.database import database
from tests.faults.run import Goal, Run
from tests.faults.stand import Stand


def main() -> int:
    """Run, or go on where the last run ended."""
    asked = _arguments()
    folder = (
        Path(os.environ.get("VAR_DIR", "var")).resolve()
        / f"faults-{'sqlite' if asked.sqlite else 'postgres'}"
    )
    url = "" if asked.sqlite else os.environ.get("DATABASE_URL", "")
    if not asked.sqlite and not url:
        sys.exit(
            "DATABASE_URL names a PostgreSQL (the run makes a database of its own beside it), or --sqlite"
        )
    store = database(url, folder)
    if not asked.go_on:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        store.make_anew()
    run = Run(Stand(folder, store), folder, applicants=asked.applicants)
    findings = run.go(Goal(asked.kills, asked.acknowledged, asked.minutes * 60), say)
    say(run.table())
    for finding in findings:
        say(f"! {finding}")
    say(f"{len(findings)} findings." if findings else "Nothing lost, nothing doubled.")
    return 1 if findings else 0


def say(text: str) -> None:
    """Show at once how far it is."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="at least so many, over all parts (200)")
    parser.add_argument("--acknowledged", type=int, default=20_000, help="at least so many POSTs (20 000)")
    parser.add_argument("--minutes", type=float, default=45, help="then it stops anyway (45)")
    parser.add_argument("--applicants", type=int, default=6, help="who sign up at the same time (6)")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite instead of DATABASE_URL")
    parser.add_argument(
        "--continue", dest="go_on", action="store_true", help="go on with the last run's folder"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
