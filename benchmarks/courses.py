"""`python -m benchmarks.courses`: places and certificates a second, and places compared with the same statements bare.

One process, one connection, a commit for each place. What one enrolment asks of PostgreSQL is recorded once; the bare
side sends just these statements by psycopg, with other keys. Both sides take turns in runs of their own, and the median
of the rounds counts.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import database
from benchmarks.certificates import CERTIFICATES, certificates_a_second
from benchmarks.certificates import LEAST_A_SECOND as LEAST_CERTIFICATES
from benchmarks.started import say

FILE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-courses.md"
PEOPLE, ROUNDS = 300, 5
LEAST_A_SECOND, LEAST_SHARE = 150, 0.08
# Keys that nothing else in a statement can be, so that another person's take their place.
FIRST_VOLUNTEER, FIRST_RUN, FIRST_ENROLMENT = 5_000_000, 6_000_000, 7_000_000
Statement = tuple[str, tuple[Any, ...]]


def main() -> int:
    """Measure, write docs/benchmarks-courses.md; the exit code says whether all bounds hold."""
    database.create_if_missing(database.address())
    set_up_django()
    people, runs = _world()
    _enrol(people[0], runs[0])  # what is read once per process is read
    recorded = _record(people[1], runs[0])
    ours, bare = [], []
    for number in range(ROUNDS):
        say(f"Round {number + 1} of {ROUNDS} …")
        ours.append(_ours(people, runs[1 + 2 * number]))
        bare.append(_bare(recorded, people, runs[2 + 2 * number]))
    say(f"{CERTIFICATES} certificates …")
    certificates = certificates_a_second(runs[0].organisation, runs[0].kind)
    text, holds = report(statistics.median(ours), statistics.median(bare), len(recorded), certificates)
    FILE.write_text(text, encoding="utf-8")
    say(text)
    return 0 if holds else 1


def report(ours: float, bare: float, statements: int, certificates: float) -> tuple[str, bool]:
    """The page, and whether all bounds hold; `ours` and `bare` are places a second, `certificates` as many a second."""
    share = ours / bare
    rows = [
        ("places a second", f"{ours:.0f}", f"≥ {LEAST_A_SECOND}", ours >= LEAST_A_SECOND),
        ("share of the same statements bare", f"{share:.2f}", f"≥ {LEAST_SHARE}", share >= LEAST_SHARE),
        (
            "certificates a second, issued and made",
            f"{certificates:.0f}",
            f"≥ {LEAST_CERTIFICATES}",
            certificates >= LEAST_CERTIFICATES,
        ),
    ]
    lines = [
        f"| {name} | {value} | {bound} | {'yes' if holds else '**no**'} |"
        for name, value, bound, holds in rows
    ]
    head = (
        "# Figures of courses\n\nBy `BENCH_DATABASE_URL=… python -m benchmarks.courses`: PostgreSQL, one process, one connection, a commit for each place,\n"
        f"median of {ROUNDS} rounds of {PEOPLE}. One enrolment takes {statements} statements; bare they are {bare:.0f} a second.\n"
        f"Certificates: {CERTIFICATES} of one run, from the click to the last paper, by one process.\n\n"
        "| Figure | Reached | Bound | Holds |\n|---|---|---|---|\n"
    )
    return head + "\n".join(lines) + "\n", all(holds for *_, holds in rows)


def with_keys(statement: Statement, keys: dict[int, int]) -> Statement:
    """The statement with other keys."""
    text, values = statement
    return text, tuple(keys.get(value, value) if isinstance(value, int) else value for value in values)


def set_up_django() -> None:
    """Load the project with the settings of the benchmarks, and bring the database up to date."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django  # noqa: PLC0415 -- after the settings are chosen
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)


def _world() -> tuple[list[Any], list[Any]]:
    """A fresh organisation with people and open runs, large enough for everybody."""
    from datetime import timedelta  # noqa: PLC0415

    from django.utils import timezone  # noqa: PLC0415

    from cms_apps.courses.enums import RunState  # noqa: PLC0415
    from cms_apps.courses.models import CourseDate, CourseKind, CourseRun  # noqa: PLC0415
    from cms_apps.foundation.statistics import refresh_statistics  # noqa: PLC0415
    from cms_apps.organisations.models import HostOrganisation  # noqa: PLC0415
    from cms_apps.volunteers.models import Volunteer  # noqa: PLC0415

    _empty()
    host = HostOrganisation.objects.create(name="Träger der Messung", kind="municipality")
    kind, _made = CourseKind.objects.get_or_create(name="Basisqualifizierung")
    people = _people(host)
    runs = [
        CourseRun(
            pk=FIRST_RUN + n, organisation=host, kind=kind, title="Kurs", capacity=PEOPLE, state=RunState.OPEN
        )
        for n in range(2 * ROUNDS + 1)
    ]
    begin = timezone.now() + timedelta(days=30)
    Volunteer.objects.bulk_create(people)
    CourseRun.objects.bulk_create(runs)
    CourseDate.objects.bulk_create(
        CourseDate(run=run, starts_at=begin, ends_at=begin + timedelta(hours=3), teaching_units=4)
        for run in runs
    )
    refresh_statistics(Volunteer, CourseRun, CourseDate)
    return people, runs


def _people(host: Any) -> list[Any]:
    from cms_apps.volunteers.models import Volunteer  # noqa: PLC0415

    return [
        Volunteer(
            pk=FIRST_VOLUNTEER + n,
            organisation=host,
            first_name="Amal",
            last_name=str(n),
            email=f"a{n}@beispiel.example",
        )
        for n in range(PEOPLE)
    ]


def _empty() -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE courses_courserun, volunteers_volunteer, organisations_hostorganisation CASCADE"
        )
        cursor.execute("ALTER SEQUENCE enrolments_enrolment_id_seq RESTART WITH %s", [FIRST_ENROLMENT])


def _enrol(person: Any, run: Any) -> None:
    from cms_apps.enrolments.services import take_place  # noqa: PLC0415
    from cms_apps.workflow.actors import Actor  # noqa: PLC0415

    take_place(person, run, actor=Actor.system())


def _record(person: Any, run: Any) -> list[Statement]:
    from django.db import connection  # noqa: PLC0415

    said: list[Statement] = []

    def listen(execute: Any, text: str, values: Any, many: bool, context: Any) -> Any:
        said.append((text, tuple(values or ())))
        return execute(text, values, many, context)

    with connection.execute_wrapper(listen):
        _enrol(person, run)
    return said


def _ours(people: Sequence[Any], run: Any) -> float:
    with _timed(len(people)) as found:
        for person in people:
            _enrol(person, run)
    return found[0]


def _bare(recorded: Sequence[Statement], people: Sequence[Any], run: Any) -> float:
    import psycopg  # noqa: PLC0415

    with psycopg.connect(database.address()) as connection, connection.cursor() as cursor:
        first = cursor.execute("SELECT last_value FROM enrolments_enrolment_id_seq").fetchone()
        enrolment = first[0] if first else 0
        with _timed(len(people)) as found:
            for person in people:
                enrolment += 1
                keys = {FIRST_VOLUNTEER + 1: person.pk, FIRST_RUN: run.pk, FIRST_ENROLMENT + 1: enrolment}
                for statement in recorded:
                    cursor.execute(*with_keys(statement, keys))
                connection.commit()
    return found[0]


@contextmanager
def _timed(times: int) -> Iterator[list[float]]:
    """How often a second, as the one item of the list after the block."""
    found: list[float] = []
    begin = time.perf_counter()
    yield found
    found.append(times / (time.perf_counter() - begin))


if __name__ == "__main__":
    sys.exit(main())
