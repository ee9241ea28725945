"""The nights in which the clocks change, and the day that comes every four years.

A date lasts as long as it really lasts: 02:30 to 03:30 is two hours when the clocks go back (of an hour that comes
twice the first is meant), 01:30 to 03:30 is one when they go forward, and 02:30 is refused there. Whatever is copied
keeps its time on the wall.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from cms_apps.courses.answers import DatePlan
from cms_apps.courses.errors import TooManyUnits
from cms_apps.courses.forms.plan import rows_of
from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.courses.services import plan_run
from cms_apps.enrolments import mails, services
from cms_apps.enrolments.mails.calendar import own_calendar
from cms_apps.enrolments.services.reminding import remind_of_courses
from cms_apps.foundation.wall_clock import BERLIN, instant
from cms_apps.outbox.models import OutboxRow
from cms_apps.workflow.actors import Actor
from tests.enrolments.test_capacity import make_volunteer
from tests.factories.people import make_member, make_plan, make_run
from tests.portal.test_courses import plan, row

pytestmark = pytest.mark.django_db
BACK, FORWARD, LEAP_DAY = date(2027, 10, 31), date(2027, 3, 28), date(2028, 2, 29)


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


def a_date(day, begins, ends, units=0):
    return DatePlan(instant(day, begins), instant(day, ends), units)


def planned(organisation, actor, one):
    return plan_run(organisation, make_plan(make_run(organisation), dates=(one,)), actor=actor)


@pytest.mark.parametrize(
    ("day", "begins", "ends", "hours", "most"),
    [
        (BACK, time(2, 30), time(3, 30), 2, 2),
        (BACK, time(1, 30), time(2, 30), 1, 1),
        (FORWARD, time(1, 30), time(3, 30), 1, 1),
        (LEAP_DAY, time(17, 0), time(20, 0), 3, 4),
    ],
    ids=["back", "to-the-first-of-two", "forward", "leap-day"],
)
def test_a_date_lasts_as_long_as_it_really_lasts(organisation, actor, day, begins, ends, hours, most):
    run = planned(organisation, actor, a_date(day, begins, ends, most))
    (one,) = run.dates.all()

    assert one.ends_at - one.starts_at == timedelta(hours=hours)
    with pytest.raises(TooManyUnits):
        planned(organisation, actor, a_date(day, begins, ends, most + 1))


def test_the_form_takes_what_comes_twice_and_refuses_what_never_comes(client, organisation, actor):
    client.force_login(actor.user)
    url = reverse("courses:plan", args=[organisation.pk])

    refused = client.post(url, plan(row(0, FORWARD.isoformat(), "02:30", "05:30")))
    client.post(url, plan(row(0, BACK.isoformat(), "02:30", "03:30", teaching_units="2")))

    assert (
        "Diese Uhrzeit gibt es nicht: In dieser Nacht werden die Uhren vorgestellt."
        in refused.content.decode()
    )
    (one,) = CourseDate.objects.all()
    assert one.starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert one.ends_at == datetime(2027, 10, 31, 2, 30, tzinfo=UTC)


def test_what_nobody_changed_is_not_moved(organisation, actor):
    """Two times in zones of their own are never the same to Python in an hour that comes twice."""
    run = make_run(organisation)
    one = run.dates.get()
    dates = (DatePlan(instant(BACK, time(2, 30)), instant(BACK, time(3, 30)), 1, pk=one.pk),)
    services.change_run(run, make_plan(run, dates=dates), actor=actor)
    services.take_place(make_volunteer(organisation), run, actor=Actor.system())

    services.change_run(run, make_plan(run, dates=dates), actor=actor)

    assert not OutboxRow.objects.filter(kind=mails.DATES_MOVED).exists()
    assert run.dates.get().sequence == 1


def test_a_date_is_moved_over_the_change_to_the_same_time_on_the_wall(organisation, actor):
    run = make_run(organisation)
    pk = run.dates.get().pk
    for day in (BACK - timedelta(days=1), BACK):
        dates = (DatePlan(instant(day, time(18)), instant(day, time(21)), 4, pk=pk),)
        services.change_run(run, make_plan(run, dates=dates), actor=actor)
        one = run.dates.get()
        assert [edge.astimezone(BERLIN).hour for edge in (one.starts_at, one.ends_at)] == [18, 21]

    assert one.starts_at == datetime(2027, 10, 31, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts_at", "minutes", "expected"),
    [
        ("2027-10-31T00:30", 120, ("20271031T023000", "20271031T033000")),
        ("2027-10-30T23:30", 90, ("20271030T233000Z", "20271031T010000Z")),  # ends at the second 02:00
        ("2027-10-31T01:30", 60, ("20271031T013000Z", "20271031T023000Z")),  # begins at the second 02:30
        ("2027-03-28T00:30", 60, ("20270328T013000", "20270328T033000")),
        ("2028-02-29T17:00", 180, ("20280229T180000", "20280229T210000")),
    ],
    ids=["first", "ends-in-the-second", "begins-in-the-second", "forward", "leap-day"],
)
def test_a_calendar_shows_what_is_meant(organisation, starts_at, minutes, expected):
    run = make_run(organisation)
    volunteer = make_volunteer(organisation)
    services.take_place(volunteer, run, actor=Actor.system())
    begin = datetime.fromisoformat(starts_at).replace(tzinfo=UTC)
    run.dates.update(starts_at=begin, ends_at=begin + timedelta(minutes=minutes))

    (event,) = Calendar.from_ical(own_calendar(volunteer.pk)).walk("VEVENT")

    assert tuple(event[name].to_ical().decode() for name in ("DTSTART", "DTEND")) == expected


@pytest.mark.parametrize("day", [BACK, FORWARD, LEAP_DAY])
def test_reminders_go_out_so_many_real_days_before_and_once(organisation, actor, day):
    run = make_run(organisation)
    services.take_place(make_volunteer(organisation), run, actor=Actor.system())
    begin = instant(day, time(18)).astimezone(UTC)
    run.dates.update(starts_at=begin, ends_at=begin + timedelta(hours=2))
    sent = []

    for hours in (24 * 7 + 1, 24 * 7, 24 * 7 - 1, 25, 24, 23):
        with time_machine.travel(begin - timedelta(hours=hours), tick=False):
            sent.append(remind_of_courses())

    assert sent == [0, 1, 0, 0, 1, 0]


@pytest.mark.parametrize(
    ("held", "today", "expected"),
    [
        ((LEAP_DAY, time(18), time(21)), date(2029, 2, 20), (date(2029, 2, 27), time(18), time(21))),
        ((date(2027, 10, 24), time(18), time(21)), date(2027, 10, 24), (BACK, time(18), time(21))),
        ((date(2027, 3, 21), time(2, 30), time(5)), date(2027, 3, 21), (FORWARD, time(3, 30), time(5))),
        ((date(2027, 10, 24), time(2, 30), time(5)), date(2027, 10, 24), (BACK, time(2, 30), time(5))),
    ],
    ids=["leap-day", "clocks-go-back", "into-the-gap", "into-what-comes-twice"],
)
def test_a_copy_keeps_weekday_and_time_on_the_wall(client, organisation, actor, held, today, expected):
    run = make_run(organisation)
    day, begins, ends = held
    run.dates.update(starts_at=instant(day, begins), ends_at=instant(day, ends))

    with time_machine.travel(instant(today, time(12)), tick=False):
        client.force_login(actor.user)
        page = client.get(reverse("courses:copy", args=[run.pk]))
    (shown,) = page.context["dates"].initial

    assert shown["day"].weekday() == day.weekday()
    assert (shown["day"], shown["begins"], shown["ends"]) == expected
    assert rows_of(CourseRun.objects.get(pk=run.pk))[0]["day"] == day
