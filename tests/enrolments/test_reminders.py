"""Reminders of courses: to those who have a place, of each date as it is, once, and true when they are sent."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments import mails, services
from cms_apps.enrolments.mails import registration
from cms_apps.enrolments.models import CourseReminder, Enrolment, GuestReminder, Registration
from cms_apps.enrolments.services.registering import (
    close_guest_lists,
    confirm_registration,
    end_registration,
    erase_registration,
    export_registration,
    register,
)
from cms_apps.enrolments.services.reminding import remind_of_courses
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import forget_cached
from cms_apps.volunteering.services import accept, take_into_review
from cms_apps.workflow.actors import Actor
from tests.enrolments.test_runs import calendars
from tests.factories.people import make_application, make_event, make_member, make_plan, make_run
from tests.threads import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def run(organisation, actor):
    """A run of one place that begins in 30 days: one has it, one waits."""
    run = make_run(organisation, capacity=1)
    for _ in range(2):
        application = take_into_review(make_application(organisation), actor=actor)
        accept(application, actor=actor, run=run, or_wait=True)
    return CourseRun.objects.get(pk=run.pk)


def before(run, **ago):
    """The moment so long before the first date."""
    return time_machine.travel(run.dates.earliest("starts_at").starts_at - timedelta(**ago), tick=False)


def reminders():
    return list(OutboxRow.objects.filter(kind=mails.REMINDER).order_by("pk"))


def still_true(row):
    return handler_of(row.kind).still_true(row)


def more_dates(run, *after):
    first = run.dates.earliest("starts_at")
    for days in after:
        begin = first.starts_at + timedelta(days=days)
        CourseDate.objects.create(
            run=run, starts_at=begin, ends_at=begin + timedelta(hours=3), teaching_units=4
        )


def test_who_has_a_place_is_reminded_twice_and_who_waits_never(run):
    holder = Enrolment.objects.get(state="enrolled")
    sent = []
    for hours in (24 * 8, 24 * 7 - 1, 24 * 6, 30, 24, 23, 1, -1):
        with before(run, hours=hours):
            sent.append((remind_of_courses(), remind_of_courses()))

    assert sent == [(0, 0), (1, 0), (0, 0), (0, 0), (1, 0), (0, 0), (0, 0), (0, 0)]
    assert [row.payload["enrolment"] for row in reminders()] == [holder.pk] * 2


def test_the_mail_says_when_and_where_and_brings_the_dates(run):
    CourseRun.objects.update(place_line="Rathaus, Raum 12", online_url="https://treffen.example/kurs")
    with before(run, days=2):
        remind_of_courses()
        (row,) = reminders()
        message = handler_of(row.kind).render(row)

    assert row.recipient in message.to
    assert message.subject.startswith("Ihr Kurstermin ist bald (Bewerbung ")
    assert "Rathaus, Raum 12\nhttps://treffen.example/kurs" in message.body
    assert [one[0] for one in calendars(row)] == ["PUBLISH"]


def test_one_reminder_is_enough_when_the_clock_stood_still(run):
    with before(run, hours=5):
        assert (remind_of_courses(), remind_of_courses()) == (1, 0)

    assert [one.kind for one in CourseReminder.objects.all()] == ["again"]


def test_a_moved_date_is_reminded_of_anew_and_the_old_reminder_is_not_sent(run, actor):
    with before(run, days=3):
        assert remind_of_courses() == 1
        services.change_run(run, make_plan(run, in_days=20), actor=actor)
        (old,) = reminders()
        assert not still_true(old)
        assert remind_of_courses() == 0
    with before(run, days=3):
        assert remind_of_courses() == 1
        assert [still_true(row) for row in reminders()] == [False, True]


@pytest.mark.parametrize(
    "end",
    [
        lambda run, actor: services.cancel_run(run, actor=actor),
        lambda _run, _actor: services.give_up_place(
            Enrolment.objects.get(state="enrolled"), actor=Actor.applicant()
        ),
    ],
    ids=["called-off", "given-up"],
)
def test_nobody_is_reminded_of_what_is_no_more(run, actor, end):
    with before(run, days=3):
        remind_of_courses()
        (row,) = reminders()
        assert still_true(row)

        end(run, actor)

        assert not still_true(row)
    with before(run, hours=10):
        assert remind_of_courses() == 0


def test_a_reminder_that_comes_too_late_is_not_sent(run):
    with before(run, hours=2):
        remind_of_courses()
    (row,) = reminders()

    with before(run, hours=-1):
        assert not still_true(row)


def test_who_got_the_place_just_now_is_not_reminded_of_what_they_just_read(run, actor):
    with before(run, days=3):
        services.set_capacity(run, 2, actor=actor)
        offered = Enrolment.objects.get(state="offered")
        services.take_offer(offered, actor=Actor.applicant())
        OutboxRow.objects.all().delete()
        remind_of_courses()
        assert offered.pk not in [row.payload["enrolment"] for row in reminders()]
    with before(run, hours=20):
        remind_of_courses()

    assert offered.pk in [row.payload["enrolment"] for row in reminders()]


@pytest.mark.parametrize(("each", "sent"), [("nein", [1, 0, 0]), ("ja", [1, 1, 1])])
def test_later_dates_are_reminded_of_only_where_that_is_wanted(run, each, sent):
    more_dates(run, 7, 14)
    Parameter.objects.create(
        key="course.remind_each", value=each, valid_from=timezone.localdate() - timedelta(days=1)
    )
    forget_cached()

    counts = []
    for days in (0, 7, 14):
        with before(run, hours=10 - 24 * days):
            counts.append(remind_of_courses())

    assert counts == sent


def test_who_has_no_address_is_not_written_to(run):
    holder = Enrolment.objects.get(state="enrolled").volunteer
    type(holder).objects.filter(pk=holder.pk).update(email="")

    with before(run, days=3):
        assert remind_of_courses() == 0


def test_the_clock_asks_the_same_of_the_database_for_many_people(run, actor, django_assert_max_num_queries):
    services.set_capacity(run, 9, actor=actor)
    with before(run, days=3):
        remind_of_courses()
        with django_assert_max_num_queries(4):
            assert remind_of_courses() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_once(run):
    with before(run, days=3):
        outcomes = together([remind_of_courses] * 2)

    assert sorted(outcomes) == [0, 1]
    assert len(reminders()) == 1


# guests of an event


@pytest.fixture
def event(organisation):
    """An event of one place in 30 days: a guest has it, another waits."""
    event = make_event(organisation, capacity=1)
    for number in range(2):
        one = register(event, name=f"Gast {number}", email=f"gast{number}@beispiel.example", language="de")
        confirm_registration(one)
    return CourseRun.objects.get(pk=event.pk)


def told(kind=registration.REMINDER):
    return list(OutboxRow.objects.filter(kind=kind).order_by("pk"))


def holder():
    return Registration.objects.exclude(place_since=None).get()


def test_a_guest_with_a_place_is_reminded_twice_and_who_waits_never(event):
    sent = []
    for hours in (24 * 8, 24 * 7 - 1, 24 * 6, 30, 24, 23, 1, -1):
        with before(event, hours=hours):
            sent.append((remind_of_courses(), remind_of_courses()))

    assert sent == [(0, 0), (1, 0), (0, 0), (0, 0), (1, 0), (0, 0), (0, 0), (0, 0)]
    assert [row.payload["registration"] for row in told()] == [holder().pk] * 2


def test_the_mail_to_a_guest_says_when_and_where_and_how_to_give_it_back(event):
    CourseRun.objects.update(place_line="Rathaus, Raum 12", online_url="https://treffen.example/abend")
    with before(event, days=2):
        remind_of_courses()
        (row,) = told()
        message = handler_of(row.kind).render(row)

    assert (message.to, message.subject) == (["gast0@beispiel.example"], "Die Veranstaltung ist bald")
    assert "Rathaus, Raum 12\nhttps://treffen.example/abend" in message.body
    assert "/de/veranstaltung-anmelden/link/" in message.body
    assert [one[0] for one in calendars(row)] == ["PUBLISH"]


@pytest.mark.parametrize(
    "end",
    [
        lambda event, actor: services.cancel_run(event, actor=actor),
        lambda event, actor: services.change_run(event, make_plan(event, in_days=25), actor=actor),
        lambda _event, _actor: end_registration(holder()),
    ],
    ids=["called-off", "moved", "given-back"],
)
def test_no_guest_is_reminded_of_what_is_no_more(event, actor, end):
    with before(event, days=3):
        assert remind_of_courses() == 1
        (row,) = told()
        assert still_true(row)

        end(event, actor)

        assert not still_true(row)


def test_a_guest_is_reminded_anew_of_a_moved_date(event, actor):
    with before(event, days=3):
        remind_of_courses()
        services.change_run(event, make_plan(event, in_days=25), actor=actor)
    with before(event, days=3):
        assert remind_of_courses() == 1
        assert [still_true(row) for row in told()] == [False, True]


def test_a_guest_who_got_the_place_just_now_is_not_reminded_of_what_they_just_read(event):
    with before(event, days=3):
        end_registration(holder())
        assert remind_of_courses() == 0
    with before(event, hours=20):
        assert remind_of_courses() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_a_guest_once(event):
    with before(event, days=3):
        outcomes = together([remind_of_courses] * 2)

    assert (sorted(outcomes), len(told())) == ([0, 1], 1)


def test_reminders_of_a_guest_are_exported_and_go_with_the_registration(event):
    with before(event, days=3):
        remind_of_courses()
    key = str(holder().key)

    assert b'"kind": "early"' in export_registration(key)
    erase_registration(key)

    assert not GuestReminder.objects.exists()


def test_guests_who_still_wait_when_the_event_begins_are_told_so_once(event, client):
    waits = Registration.objects.get(place_since=None)
    assert close_guest_lists() == 0
    event.dates.update(starts_at=timezone.now())

    assert (close_guest_lists(), close_guest_lists()) == (1, 0)

    (row,) = told(registration.LIST_CLOSED)
    assert (row.payload, still_true(row)) == ({"registration": waits.pk}, True)
    body = handler_of(row.kind).render(row).body
    assert "ist kein Platz frei geworden" in body
    page = client.get(re.search(r"/de/veranstaltung-anmelden/\S+", body)[0], follow=True).content.decode()
    assert "Diesmal ist kein Platz frei geworden" in page
    assert not holder().is_over


# nobody decided


def test_about_whom_nobody_decided_hears_that_and_not_that_it_was_full(organisation, actor):
    run = make_run(organisation)
    CourseRun.objects.filter(pk=run.pk).update(procedure="host_decides")
    application = take_into_review(make_application(organisation), actor=actor)
    accept(application, actor=actor)
    place = services.enrol(application.volunteer, run, actor=Actor.applicant())
    run.dates.update(starts_at=timezone.now())

    assert services.close_lists() == 1

    (row,) = told(mails.LIST_CLOSED)
    body = handler_of(row.kind).render(row).body
    assert "Über Ihre Anmeldung wurde vorher nicht entschieden" in body
    place.refresh_from_db()
    assert (place.get_state_display(), place.history.last().label) == (
        "ohne Platz geblieben", "bis zum Beginn nicht entschieden",
    )  # fmt: skip
