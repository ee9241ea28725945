"""Reminders of courses: to those who have a place, of each date as it is, once, and true when they are sent."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments import mails, services
from cms_apps.enrolments.models import CourseReminder, Enrolment
from cms_apps.enrolments.services.reminding import remind_of_courses
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import forget_cached
from cms_apps.volunteering.services import accept, take_into_review
from cms_apps.workflow.actors import Actor
from tests.enrolments.test_runs import calendars
from tests.factories.people import make_application, make_member, make_plan, make_run
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
        with django_assert_max_num_queries(3):
            assert remind_of_courses() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_once(run):
    with before(run, days=3):
        outcomes = together([remind_of_courses] * 2)

    assert sorted(outcomes) == [0, 1]
    assert len(reminders()) == 1
