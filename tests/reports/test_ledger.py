"""The ledger: what is counted, at which rate, and that it costs the same for a thousand people."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from cms_apps.courses.models import CourseDate, CourseKind, CourseRun
from cms_apps.courses.services import finish_runs, settle_run, start_runs
from cms_apps.enrolments.answers import Note
from cms_apps.enrolments.models import Attendance, Enrolment
from cms_apps.enrolments.services import cancel_run, give_up_place, note_attendance
from cms_apps.foundation.days import months_later
from cms_apps.parameters.models import Parameter
from cms_apps.reports.selectors.grants import Grant, Size, grant_on
from cms_apps.reports.selectors.ledger import ledger_of, line_of
from cms_apps.reports.selectors.proofs import open_proofs
from cms_apps.reports.services.papers import year_rows
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from tests.factories.courses import UNITS, make_held_run, note_all
from tests.factories.people import make_event, make_member, make_run

pytestmark = pytest.mark.django_db
RATE = 1250


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def run(organisation):
    return make_held_run(organisation)


def over(run):
    start_runs()
    finish_runs()
    run.refresh_from_db()
    return run


def year_of(run):
    return timezone.localtime(run.dates.first().starts_at).year


def test_the_highest_grant_is_who_came_times_units_times_rate_whatever_they_attended(run, actor):
    absent, late = run.enrolments.order_by("pk")
    first, second = run.dates.all()
    note_attendance(first, [Note(absent.pk, 0), Note(late.pk, 2)], actor=actor)
    note_attendance(second, [Note(absent.pk, 0), Note(late.pk, UNITS)], actor=actor)

    line = line_of(over(run).pk)

    assert (line.participants, line.attended, line.planned, line.held) == (1, 7, 10, 10)
    assert line.most_cents == 1 * 10 * RATE


def test_a_course_under_way_counts_what_was_held_until_today(organisation, actor):
    run = make_held_run(organisation)
    note_all(run, actor)
    begin = timezone.now() + timedelta(days=7)
    CourseDate.objects.create(run=run, starts_at=begin, ends_at=begin + timedelta(hours=9), teaching_units=12)
    start_runs()

    line = line_of(run.pk)

    assert line.is_under_way
    assert (line.planned, line.held, line.most_cents) == (22, 10, 2 * 10 * RATE)
    assert line.warning == ""  # what is planned has the right size, however little of it was held
    assert line.due_on is None


def test_who_gave_the_place_up_was_there_all_the_same_and_a_guest_was_not(organisation, actor):
    run, other = make_held_run(organisation), make_held_run(organisation, people=0, title="Anderer Kurs")
    gone, missed = run.enrolments.order_by("pk")
    first, second = run.dates.all()
    note_attendance(first, [Note(gone.pk, UNITS), Note(missed.pk, UNITS)], actor=actor)
    note_attendance(second, [Note(missed.pk, 0)], actor=actor)
    give_up_place(gone, actor=Actor.applicant())
    note_attendance(other.dates.last(), [Note(missed.pk, UNITS)], actor=actor)

    assert (line_of(run.pk).participants, line_of(run.pk).attended) == (2, 2 * UNITS)
    assert (line_of(other.pk).participants, line_of(other.pk).attended) == (0, 0)


def test_one_person_with_two_places_counts_once(run, actor):
    one = run.enrolments.first()
    first, second = run.dates.all()
    note_attendance(first, [Note(one.pk, UNITS)], actor=actor)
    give_up_place(one, actor=Actor.applicant())
    again = Enrolment.objects.create(volunteer=one.volunteer, run=run)
    note_attendance(second, [Note(again.pk, UNITS)], actor=actor)

    assert (line_of(run.pk).participants, line_of(run.pk).attended) == (1, 2 * UNITS)


def test_nothing_is_granted_for_a_course_called_off_or_of_another_kind(organisation, run, actor):
    note_all(run, actor)
    deeper = make_held_run(organisation, title="Vertiefung")
    CourseRun.objects.filter(pk=deeper.pk).update(kind=CourseKind.objects.create(name="Vertiefungsseminar"))
    note_all(deeper, actor)
    start_runs()
    cancel_run(CourseRun.objects.get(pk=run.pk), actor=actor, message="")

    assert [(one.participants, one.most_cents, one.warning) for one in map(line_of, (run.pk, deeper.pk))] == [
        (2, 0, ""),
        (2, 0, ""),
    ]


def test_events_are_no_courses(organisation):
    event = make_event(organisation)

    assert line_of(event.pk) is None
    assert ledger_of(organisation, year_of(event)).lines == []


def test_the_rate_is_the_one_of_the_first_day(organisation, actor):
    begin = timezone.localdate() - timedelta(days=2)
    for key, value in (("unit_cents", "2000"), ("least_units", "10")):
        Parameter.objects.create(key=f"course_grant.{key}", value=value, valid_from=begin + timedelta(days=1))
    run = make_held_run(organisation)
    note_all(run, actor)

    assert (line_of(run.pk).grant, line_of(run.pk).most_cents) == (Grant(RATE, 20, 36), 2 * 10 * RATE)
    assert grant_on(timezone.localdate()) == Grant(2000, 10, 36)


@pytest.mark.parametrize(
    ("units", "size", "words"),
    [
        (19, Size.BELOW, "19 UE sind zu wenig: Gefördert werden Kurse mit 20 bis 36 UE."),
        (20, Size.FITS, ""),
        (36, Size.FITS, ""),
        (37, Size.ABOVE, "37 UE sind zu viel: Gefördert werden Kurse mit 20 bis 36 UE."),
    ],
)
def test_the_size_that_is_granted_for(units, size, words):
    grant = Grant(RATE, 20, 36)

    assert (grant.size(units), grant.warning(units)) == (size, words)


def test_a_year_holds_the_courses_that_begin_in_it(organisation, other_organisation):
    with time_machine.travel("2026-12-31 12:00+01:00", tick=False):
        first = make_run(organisation, in_days=0, title="am letzten Tag")
        second = make_run(organisation, in_days=1, title="im neuen Jahr")
        make_run(other_organisation, in_days=0, title="fremd")

    ledger = ledger_of(organisation, 2026)

    assert [one.run for one in ledger.lines] == [first]
    assert [one.run for one in ledger_of(organisation, 2027).lines] == [second]
    assert list(ledger.years) == [2026, 2027]


def test_totals_are_of_what_is_granted_for_and_say_what_is_odd(organisation, actor):
    small, right = make_held_run(organisation), make_held_run(organisation, dates=4)
    for one in (small, right):
        note_all(one, actor)
    off = make_run(organisation, in_days=1)
    cancel_run(off, actor=actor, message="")

    ledger = ledger_of(organisation, year_of(right))

    assert (ledger.participants, ledger.held, ledger.attended) == (4, 30, 60)
    assert (ledger.most_cents, ledger.odd_cents) == (2 * 30 * RATE, 2 * 10 * RATE)
    rows = year_rows(ledger)
    assert len(rows) == 1 + len(ledger.lines) + 1
    assert rows[-1][-3] == Decimal("750.00")
    assert {len(row) for row in rows} == {13}


def test_a_settled_course_is_not_late(run, actor):
    note_all(run, actor)
    over(run)
    due = line_of(run.pk).due_on
    assert due == months_later(timezone.localdate(run.dates.last().ends_at), 3)
    with time_machine.travel(due + timedelta(days=1)):
        assert line_of(run.pk).is_late
        settle_run(run, actor=actor)
        assert not line_of(run.pk).is_late


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(2026, 10, 1), 2, date(2026, 12, 1)),
    ],
    ids=str,
)
def test_months_later(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.slow
def test_a_thousand_people_cost_what_two_do(organisation, django_assert_num_queries):
    run = make_held_run(organisation, dates=5)
    crowd(run, 1000)
    year = year_of(run)
    ledger_of(organisation, year)

    with django_assert_num_queries(3):
        ledger = ledger_of(organisation, year)
    assert (ledger.participants, ledger.attended) == (1000, 1000 * 5 * UNITS)
    assert ledger.most_cents == 1000 * 25 * RATE

    for _ in range(2):
        crowd(make_held_run(organisation, people=0), 3)
    with django_assert_num_queries(3):
        assert len(ledger_of(organisation, year).lines) == 3


def crowd(run, people):
    """So many people who were there all the time, beside those who are in it already."""
    host = run.organisation
    crowd = Volunteer.objects.bulk_create(
        Volunteer(organisation=host, first_name="Amal", last_name=f"{n:04}", email=f"c{n}@beispiel.example")
        for n in range(people)
    )
    CourseRun.objects.filter(pk=run.pk).update(capacity=people + 10, taken=people)
    places = Enrolment.objects.bulk_create(Enrolment(volunteer=one, run=run) for one in crowd)
    Attendance.objects.bulk_create(
        Attendance(enrolment=place, date=day, units=day.teaching_units)
        for place in places
        for day in run.dates.all()
    )


def test_a_plan_whose_day_went_by_was_not_held_and_owes_nothing(organisation):
    run = make_run(organisation, in_days=-3, opened=False)
    line = line_of(run.pk)

    assert (line.planned, line.held, line.most_cents, line.due_on) == (5, 0, 0, None)


def test_a_course_that_nobody_was_in_owes_no_proof(organisation):
    run = make_held_run(organisation, people=0)
    start_runs()
    finish_runs()

    assert line_of(run.pk).due_on is None
    assert open_proofs([organisation]).lines == []
