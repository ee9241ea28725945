"""Ten thousand enrolments by 32 threads for the last 1, 2 and 20 places: none is sold twice, and without the guard some are.

On SQLite, which lets one writer in at a time, 300 rounds by four threads.
"""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.db.models import F

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments import services
from cms_apps.enrolments.errors import RunFull
from cms_apps.enrolments.models import Enrolment
from cms_apps.workflow.actors import Actor
from tests.enrolments.test_capacity import make_volunteer
from tests.factories.people import make_run
from tests.threads import PATIENCE

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LAST = (1, 2, 20)
POSTGRESQL = connection.vendor == "postgresql"
THREADS, ROUNDS = (32, 105) if POSTGRESQL else (4, 100)  # 3 × 105 × 32 = 10,080; 3 × 100 = 300


def crowd(runs, people, take) -> Counter:
    """Each thread is one person who wants a place in each run, all of them in the same run at the same moment."""
    start, told = threading.Barrier(len(people)), Counter()

    def one(person):
        try:
            for run in runs:
                start.wait(PATIENCE)
                try:
                    take(person, run, actor=Actor.system())
                    told["done"] += 1
                except RunFull:
                    told["full"] += 1
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(people)) as pool:
        for future in [pool.submit(one, person) for person in people]:
            future.result()
    return told


def sold(runs) -> list[int]:
    held = Counter(Enrolment.objects.filter(run__in=runs).values_list("run", flat=True))
    return [held[run.pk] for run in runs]


@pytest.mark.parametrize("last", LAST)
def test_the_last_places_are_sold_once(organisation, last):
    runs = [make_run(organisation, capacity=last) for _ in range(ROUNDS)]
    people = [make_volunteer(organisation, number) for number in range(THREADS)]

    told = crowd(runs, people, services.take_place)

    inside = min(last, THREADS)
    assert sold(runs) == [inside] * ROUNDS
    assert told == {
        "done": inside * ROUNDS,
        **({"full": (THREADS - inside) * ROUNDS} if last < THREADS else {}),
    }
    assert set(CourseRun.objects.values_list("taken", flat=True)) == {inside}


@pytest.mark.parametrize("last", LAST)
def test_without_the_guard_the_same_crowd_oversells(organisation, last, monkeypatch):
    """The proof: a seat that is read first and written later, and no transaction that lets one in at a time."""

    people = [make_volunteer(organisation, number) for number in range(max(THREADS, last + 4))]
    all_have_read = threading.Barrier(len(people))

    def naive_seat(run, _organisation):
        seen = CourseRun.objects.get(pk=run.pk).taken
        all_have_read.wait(PATIENCE)
        if seen >= last:
            return False
        with transaction.atomic():
            CourseRun.objects.filter(pk=run.pk, capacity__gte=F("taken")).update(taken=seen + 1)
        return True

    monkeypatch.setattr(services.places, "take_seat", naive_seat)
    runs = [make_run(organisation, capacity=last) for _ in range(5)]

    crowd(runs, people, services.take_place.__wrapped__)

    assert min(sold(runs)) > last
