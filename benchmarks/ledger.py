"""`python -m benchmarks.ledger`: what the ledger of an organisation with a thousand people costs, beside the bare sum.

One process, one connection. The bare side asks for who came and for their UE of each run in one statement by psycopg;
ours makes the whole ledger: lines, rates, totals. Both take turns, and the median of the rounds counts.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import database
from benchmarks.courses import set_up_django
from benchmarks.started import say

FILE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-ledger.md"
PEOPLE, RUNS, DATES, ROUNDS = 1000, 30, 8, 15
MOST_STATEMENTS, MOST_MILLISECONDS, MOST_TIMES = 10, 150, 6
BARE = """
    SELECT d.run_id, count(DISTINCT e.volunteer_id), sum(a.units)
    FROM enrolments_attendance a JOIN enrolments_enrolment e ON e.id = a.enrolment_id
    JOIN courses_coursedate d ON d.id = a.date_id JOIN courses_courserun r ON r.id = d.run_id
    WHERE r.organisation_id = %s AND e.run_id = d.run_id AND a.units > 0 GROUP BY d.run_id
"""


def main() -> int:
    """Measure, write docs/benchmarks-ledger.md; the exit code says whether the bounds hold."""
    import psycopg  # noqa: PLC0415

    database.create_if_missing(database.address())
    set_up_django()
    host, year = _world()
    statements = _statements(host, year)
    ours, bare = [], []
    with psycopg.connect(database.address(), autocommit=True) as connection:
        for number in range(ROUNDS):
            say(f"Round {number + 1} of {ROUNDS} …")
            ours.append(_timed(lambda: _ledger(host, year)))
            bare.append(_timed(lambda: connection.execute(BARE, [host.pk]).fetchall()))
    text, holds = report(statistics.median(ours), statistics.median(bare), statements)
    FILE.write_text(text, encoding="utf-8")
    say(text)
    return 0 if holds else 1


def report(ours: float, bare: float, statements: int) -> tuple[str, bool]:
    """The page, and whether all bounds hold; `ours` and `bare` are milliseconds."""
    rows = [
        ("statements", f"{statements}", f"≤ {MOST_STATEMENTS}", statements <= MOST_STATEMENTS),
        ("milliseconds", f"{ours:.0f}", f"≤ {MOST_MILLISECONDS}", ours <= MOST_MILLISECONDS),
        ("times the bare sum", f"{ours / bare:.1f}", f"≤ {MOST_TIMES}", ours <= MOST_TIMES * bare),
    ]
    lines = [
        f"| {name} | {value} | {bound} | {'yes' if holds else '**no**'} |"
        for name, value, bound, holds in rows
    ]
    head = (
        "# Figures of the ledger\n\nBy `BENCH_DATABASE_URL=… python -m benchmarks.ledger`: PostgreSQL, one process, one connection, "
        f"{PEOPLE} people in {RUNS} courses\nof {DATES} dates, {PEOPLE * DATES} notes of attendance, median of {ROUNDS} rounds. "
        f"The bare sum takes {bare:.1f} ms.\n\n| Figure | Reached | Bound | Holds |\n|---|---|---|---|\n"
    )
    return head + "\n".join(lines) + "\n", all(holds for *_, holds in rows)


def _world() -> tuple[Any, int]:
    """A fresh organisation whose thousand people were all in one of its courses, all the time."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from cms_apps.courses.enums import RunState  # noqa: PLC0415
    from cms_apps.courses.models import CourseKind, CourseRun  # noqa: PLC0415
    from cms_apps.organisations.models import HostOrganisation  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE courses_courserun, volunteers_volunteer, organisations_hostorganisation CASCADE"
        )
    host = HostOrganisation.objects.create(name="Träger der Messung", kind="municipality")
    kind, _made = CourseKind.objects.get_or_create(name="Basisqualifizierung", defaults={"is_funded": True})
    run = {
        "organisation": host,
        "kind": kind,
        "title": "Kurs",
        "capacity": PEOPLE,
        "state": RunState.FINISHED,
    }
    runs = CourseRun.objects.bulk_create(CourseRun(**run) for _ in range(RUNS))
    begin = timezone.now().replace(month=1, day=10)
    _fill(host, runs, begin)
    return host, begin.year


def _fill(host: Any, runs: list[Any], begin: Any) -> None:
    from datetime import timedelta  # noqa: PLC0415

    from cms_apps.courses.models import CourseDate, CourseRun  # noqa: PLC0415
    from cms_apps.enrolments.models import Attendance, Enrolment  # noqa: PLC0415
    from cms_apps.foundation.statistics import refresh_statistics  # noqa: PLC0415
    from cms_apps.volunteers.models import Volunteer  # noqa: PLC0415

    days = [begin + timedelta(days=number) for number in range(DATES)]
    dates = CourseDate.objects.bulk_create(
        CourseDate(run=run, starts_at=day, ends_at=day + timedelta(hours=3), teaching_units=4)
        for run in runs
        for day in days
    )
    people = Volunteer.objects.bulk_create(
        Volunteer(organisation=host, first_name="Amal", last_name=str(n), email=f"a{n}@beispiel.example")
        for n in range(PEOPLE)
    )
    places = Enrolment.objects.bulk_create(
        Enrolment(volunteer=one, run=runs[n % RUNS]) for n, one in enumerate(people)
    )
    by_run: dict[int, list[Any]] = {}
    for date in dates:
        by_run.setdefault(date.run_id, []).append(date)
    Attendance.objects.bulk_create(
        Attendance(enrolment=place, date=date, units=4) for place in places for date in by_run[place.run_id]
    )
    refresh_statistics(Volunteer, CourseRun, CourseDate, Enrolment, Attendance)


def _ledger(host: Any, year: int) -> Any:
    from cms_apps.reports.selectors.ledger import ledger_of  # noqa: PLC0415

    ledger = ledger_of(host, year)
    return ledger.most_cents, ledger.odd_cents


def _statements(host: Any, year: int) -> int:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    _ledger(host, year)  # what is read once per process is read
    with CaptureQueriesContext(connection) as captured:
        _ledger(host, year)
    return len(captured)


def _timed(work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    sys.exit(main())
