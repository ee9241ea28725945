"""Who was there: noted once however often it is sent, never overwritten unseen; and who has completed the course."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db.models import ProtectedError
from django.utils import timezone

from cms_apps.courses.models import CourseDate, CourseModule, CourseRun
from cms_apps.courses.services import finish_runs, settle_run, start_runs
from cms_apps.enrolments import errors, mails
from cms_apps.enrolments.answers import Note
from cms_apps.enrolments.eligibility import attended_enough, judged_by
from cms_apps.enrolments.models import Attendance, EarlierAttendance
from cms_apps.enrolments.selectors import attended_places
from cms_apps.enrolments.selectors.attendance import dates_as_noted, guests, standing_of, standings
from cms_apps.enrolments.services import cancel_run, change_run, complete_run, note_attendance
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted
from tests.factories.courses import UNITS, make_held_run, note_all
from tests.factories.people import make_member, make_organisation, make_plan
from tests.threads import kinds, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def run(organisation):
    return make_held_run(organisation)


def units(date):
    return list(date.attendances.order_by("enrolment").values_list("units", "version"))


def test_a_form_that_comes_twice_or_late_changes_nothing_it_has_not_seen(run, actor):
    date, (first, second) = run.dates.first(), run.enrolments.order_by("pk")
    early = [Note(first.pk, 5), Note(second.pk, 0)]

    assert note_attendance(date, early, actor=actor) == []
    assert note_attendance(date, early, actor=actor) == []
    assert units(date) == [(5, 1), (0, 1)]
    assert note_attendance(date, [Note(second.pk, 3, seen=1)], actor=actor) == []
    (kept,) = note_attendance(date, early, actor=actor)  # the first form once more, from a slow network

    assert (kept.enrolment, kept.units) == (second, 3)
    assert units(date) == [(5, 1), (3, 2)]
    assert kept.noted_by == actor.user


def test_of_two_who_note_at_once_the_later_sees_what_the_other_set(run, actor):
    date, one = run.dates.first(), run.enrolments.first()
    other = Actor.staff(make_member(run.organisation))

    note_attendance(date, [Note(one.pk, 5)], actor=actor)
    (kept,) = note_attendance(date, [Note(one.pk, 2)], actor=other)

    assert (kept.units, kept.noted_by) == (5, actor.user)


@pytest.mark.django_db(transaction=True)
def test_many_who_note_at_the_same_moment_leave_one_row_each(organisation):
    actor = Actor.staff(make_member(organisation))
    run = make_held_run(organisation)
    date, pks = run.dates.first(), list(run.enrolments.values_list("pk", flat=True))

    def note(number):
        return lambda: note_attendance(date, [Note(pk, number % 2 * UNITS) for pk in pks], actor=actor)

    outcomes = together([note(number) for number in range(8)])

    assert kinds(outcomes) == {"done": 8}
    assert Attendance.objects.filter(version=1).count() == Attendance.objects.count() == len(pks)
    assert sum(len(one) for one in outcomes) == 4 * len(pks)  # those who wanted the other thing saw it


@pytest.mark.parametrize("number", [-1, UNITS + 1])
def test_nobody_attends_more_than_a_date_has(run, actor, number):
    with pytest.raises(errors.MoreThanTheDate):
        note_attendance(run.dates.first(), [Note(run.enrolments.first().pk, number)], actor=actor)


def test_only_who_leads_the_run_notes_and_only_its_own_people(run, actor):
    other = make_organisation("Träger B")
    strangers = make_held_run(other, people=1)
    date = run.dates.first()

    for who in (
        Actor.staff(make_member(other)),
        Actor.staff(make_member(run.organisation, role="reader")),
        Actor.system(),
    ):
        with pytest.raises(NotPermitted):
            note_attendance(date, [Note(run.enrolments.first().pk, 5)], actor=who)
    with pytest.raises(NotPermitted):
        note_attendance(date, [Note(strangers.enrolments.get().pk, 5)], actor=actor)

    assert not Attendance.objects.exists()


def test_a_date_is_noted_from_its_day_until_the_list_closes(run, actor):
    date, last = run.dates.first(), run.dates.last()
    note = [Note(run.enrolments.first().pk, 5)]

    with time_machine.travel(date.starts_at - timedelta(days=1)), pytest.raises(errors.NotYetHeld):
        note_attendance(date, note, actor=actor)
    with time_machine.travel(last.starts_at + timedelta(days=14)):
        note_attendance(date, note, actor=actor)
    with time_machine.travel(last.starts_at + timedelta(days=15)), pytest.raises(errors.ListLocked):
        note_attendance(last, note, actor=actor)


def test_nothing_is_noted_in_a_course_that_was_called_off(run, actor):
    cancel_run(run, actor=actor)

    with pytest.raises(errors.NotYetHeld):
        note_attendance(run.dates.first(), [], actor=actor)


def test_nothing_is_noted_in_a_course_that_was_accounted_for(run, actor):
    start_runs()
    finish_runs()
    settle_run(CourseRun.objects.get(pk=run.pk), actor=actor)

    with pytest.raises(errors.ListLocked):
        note_attendance(run.dates.first(), [], actor=actor)


def test_what_was_noted_keeps_its_date(run, actor):
    date = run.dates.first()
    note_attendance(date, [Note(run.enrolments.first().pk, 4)], actor=actor)
    plan = make_plan(run)
    rows = tuple(
        replace(row, starts_at=held.starts_at, ends_at=held.ends_at)
        for row, held in zip(plan.dates, run.dates.order_by("starts_at"), strict=True)
    )

    with pytest.raises(errors.DateWasHeld):
        change_run(run, replace(plan, dates=rows[1:]), actor=actor)
    with pytest.raises(errors.DateWasHeld):
        change_run(run, replace(plan, dates=(replace(rows[0], teaching_units=3), *rows[1:])), actor=actor)
    later = timedelta(days=40)
    moved = replace(rows[0], starts_at=rows[0].starts_at + later, ends_at=rows[0].ends_at + later)
    with pytest.raises(errors.DateWasHeld):
        change_run(run, replace(plan, dates=(moved, *rows[1:])), actor=actor)
    with pytest.raises(ProtectedError):
        date.delete()
    change_run(run, replace(plan, dates=(replace(rows[0], teaching_units=4), *rows[1:])), actor=actor)

    assert Attendance.objects.get().date == date


def test_whoever_attended_the_share_completes_the_others_hear_what_is_missing_once(organisation, actor):
    run = make_held_run(organisation, people=3, dates=3, applied_to=actor)
    was, short, away = run.enrolments.order_by("pk")
    note_all(run, actor, absent=(away,))
    first = run.dates.first()
    note_attendance(
        first, [Note(was.pk, 2, seen=1), Note(short.pk, 1, seen=1)], actor=actor
    )  # 12 and 11 of 15

    number, left = complete_run(run, actor=actor)
    assert complete_run(run, actor=actor)[0] == 0

    assert (number, [(one.enrolment.pk, one.missing) for one in left]) == (1, [(short.pk, 1), (away.pk, 12)])
    assert [one.state for one in run.enrolments.order_by("pk")] == [
        "completed",
        "not_completed",
        "not_completed",
    ]
    assert CourseRun.objects.get(pk=run.pk).taken == 3
    assert [list(attended_places(one.volunteer_id)) for one in (was, away)] == [[was], [away]]
    told = list(OutboxRow.objects.filter(kind=mails.NOT_COMPLETED).order_by("pk"))
    assert [row.payload for row in told] == [
        {"enrolment": short.pk, "missing": 1},
        {"enrolment": away.pk, "missing": 12},
    ]
    assert "fehlen Ihnen noch 12 UE" in handler_of(told[1].kind).render(told[1]).body
    assert all(handler_of(row.kind).still_true(row) for row in told)


@pytest.mark.parametrize(("people", "away"), [(1, 0), (3, 1), (30, 10)])
def test_completing_asks_once_for_all_but_the_permission(
    organisation, actor, people, away, django_assert_num_queries
):
    run = make_held_run(organisation, people=people)
    note_all(run, actor, absent=tuple(run.enrolments.order_by("pk")[:away]))

    with django_assert_num_queries(14 + 3 * bool(away) + people + away):  # the latter for mails
        assert complete_run(run, actor=actor)[0] == people - away

    assert run.enrolments.filter(state="completed").count() == people - away


def test_what_was_known_while_completing_is_not_believed_later(run, actor):
    note_all(run, actor)
    one = run.enrolments.first()
    with judged_by([standing_of(one)]):
        pass
    Attendance.objects.filter(enrolment=one).update(units=0)

    with pytest.raises(errors.TooLittleAttended):
        attended_enough(one, actor)


def test_the_share_is_the_organisations_own_where_it_has_one(run, actor):
    run.organisation.completion_share = 50
    run.organisation.save()
    one = run.enrolments.first()
    note_all(run, actor)
    note_attendance(run.dates.first(), [Note(one.pk, 0, seen=1)], actor=actor)

    assert [found.needed for found in standings(CourseRun.objects.get(pk=run.pk))] == [5, 5]
    assert complete_run(CourseRun.objects.get(pk=run.pk), actor=actor) == (2, [])


def test_nothing_is_completed_with_gaps_or_before_the_last_day(run, actor):
    with pytest.raises(errors.AttendanceMissing):
        complete_run(run, actor=actor)
    note_all(run, actor)
    later = timezone.now() + timedelta(days=3)
    CourseDate.objects.create(run=run, starts_at=later, ends_at=later + timedelta(hours=1), teaching_units=1)
    with pytest.raises(errors.CourseNotOver):
        complete_run(run, actor=actor)
    with pytest.raises(NotPermitted):
        complete_run(run, actor=Actor.staff(make_member(run.organisation, role="reader")))

    assert {one.state for one in run.enrolments.all()} == {"enrolled"}


def test_whoever_completed_the_course_stays_as_noted(run, actor):
    note_all(run, actor)
    complete_run(run, actor=actor)

    with pytest.raises(NotPermitted):
        note_attendance(run.dates.first(), [Note(run.enrolments.first().pk, 1, seen=1)], actor=actor)


def test_missed_units_are_made_up_in_another_run_of_the_same_module(organisation, actor):
    run = make_held_run(organisation)
    one = run.enrolments.first()
    note_all(run, actor)
    missed, _had = run.dates.order_by("starts_at")
    note_attendance(missed, [Note(one.pk, 0, seen=1)], actor=actor)
    complete_run(run, actor=actor)
    elsewhere = make_held_run(organisation, people=0, title="Basiskurs Herbst")
    CourseDate.objects.filter(run=elsewhere).update(
        starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=4)
    )
    same, other = elsewhere.dates.order_by("module__number")

    assert [list(guests(date)) for date in (same, other)] == [[one], []]
    with pytest.raises(NotPermitted):
        note_attendance(other, [Note(one.pk, 5)], actor=actor)
    note_attendance(same, [Note(one.pk, 5)], actor=actor)
    found = {row.enrolment.pk: row for row in standings(run)}[one.pk]

    assert (found.attended, found.made_up, found.missing) == (5, 5, 0)
    assert [(date.noted, date.guests) for date in dates_as_noted(elsewhere)] == [(0, 1), (0, 0)]
    assert [date.noted for date in dates_as_noted(run)] == [2, 2]
    assert complete_run(run, actor=actor)[0] == 1


def test_one_module_twice_does_not_stand_for_another(run, actor):
    one = run.enrolments.first()
    note_all(run, actor)
    missed = run.dates.first()
    note_attendance(missed, [Note(one.pk, 3, seen=1)], actor=actor)
    elsewhere = make_held_run(run.organisation, people=0)
    Attendance.objects.create(enrolment=one, date=elsewhere.dates.first(), units=5)

    assert next(row for row in standings(run) if row.enrolment == one).made_up == 2


def test_a_date_without_a_module_makes_up_for_nothing(run, actor):
    note_all(run, actor, absent=(run.enrolments.first(),))
    elsewhere = make_held_run(run.organisation, people=0)
    CourseModule.objects.all().delete()

    assert list(guests(elsewhere.dates.first())) == []


def test_how_far_everybody_is_costs_the_same_however_many(organisation, actor, django_assert_num_queries):
    for people in (1, 4):
        run = make_held_run(organisation, people=people)
        note_all(run, actor)
        with django_assert_num_queries(3):
            assert len(standings(run)) == people


def test_what_was_noted_before_is_kept_with_who_noted_it(run, actor):
    date, (one, other) = run.dates.first(), run.enrolments.order_by("pk")
    second = Actor.staff(make_member(run.organisation))
    note_attendance(date, [Note(one.pk, 5), Note(other.pk, 5)], actor=actor)
    note_attendance(date, [Note(one.pk, 3, seen=1)], actor=second)
    note_attendance(
        date, [Note(one.pk, 3, seen=2), Note(other.pk, 1)], actor=actor
    )  # nothing new, and unseen
    note_attendance(date, [Note(one.pk, 0, seen=2)], actor=actor)

    row = Attendance.objects.get(enrolment=one)

    assert [
        (before.units, before.noted_by, after.units, after.noted_by) for before, after in row.changes
    ] == [
        (3, second.user, 0, actor.user),
        (5, actor.user, 3, second.user),
    ]
    assert EarlierAttendance.objects.count() == 2
    with pytest.raises(TypeError, match="append-only"):
        EarlierAttendance.objects.first().save()
    assert not Attendance.objects.get(enrolment=other).changes


def test_earlier_values_go_with_the_place_and_outlive_the_account_that_noted_them(run, actor):
    note_all(run, actor)
    date, one = run.dates.first(), run.enrolments.first()
    note_attendance(date, [Note(one.pk, 1, seen=1)], actor=Actor.staff(make_member(run.organisation)))

    actor.user.delete()
    assert EarlierAttendance.objects.get().noted_by is None
    one.delete()

    assert not EarlierAttendance.objects.exists()


def test_noting_costs_the_same_however_many(organisation, actor, django_assert_num_queries):
    for people in (1, 6):
        run = make_held_run(organisation, people=people)
        pks = list(run.enrolments.values_list("pk", flat=True))
        first, date = run.dates.all()
        note_attendance(first, [Note(pk, 5) for pk in pks], actor=actor)
        with django_assert_num_queries(10):
            note_attendance(date, [Note(pk, 5) for pk in pks], actor=actor)
        with django_assert_num_queries(11):
            note_attendance(date, [Note(pk, 4, seen=1) for pk in pks], actor=actor)
