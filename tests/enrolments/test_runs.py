"""What is done to a run reaches the people in it: nobody stands before a closed door, and no calendar keeps an old date."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from cms_apps.courses import errors
from cms_apps.courses.models import CourseRun
from cms_apps.courses.services import start_runs
from cms_apps.enrolments import mails, services
from cms_apps.enrolments.enums import LIVE_STATES
from cms_apps.enrolments.errors import RunNotOpen
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import attended_places, turned_down_before
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.volunteering.services import accept, take_into_review
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState
from cms_apps.workflow.machine import last_history_id
from tests.enrolments.test_capacity import make_volunteer, taken
from tests.enrolments.test_waiting_list import join, states
from tests.factories.people import make_application, make_member, make_plan, make_run
from tests.threads import kinds, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def full(organisation, actor):
    """A run of two places: two have one, one waits; each by way of an application, so that mails can be written."""
    run = make_run(organisation, capacity=2)
    for _ in range(3):
        application = take_into_review(make_application(organisation), actor=actor)
        accept(application, actor=actor, run=run, or_wait=True)
    OutboxRow.objects.all().delete()
    return CourseRun.objects.get(pk=run.pk)


def calendars(row):
    """Method, UID, sequence and begin of each entry of each file of a mail."""
    message = handler_of(row.kind).render(row)
    files = [Calendar.from_ical(part.get_payload(decode=True)) for part in message.attachments]
    return [
        (str(one["method"]), str(event["uid"]), int(event["sequence"]), event["dtstart"].dt)
        for one in files
        for event in one.walk("VEVENT")
    ]


def told(kind):
    return list(OutboxRow.objects.filter(kind=kind).order_by("pk"))


def test_a_cancelled_run_tells_everybody_once_and_strikes_the_dates_out(full, actor):
    date = full.dates.get()

    services.cancel_run(full, actor=actor, message="Die Referentin ist krank.")
    with pytest.raises(StaleState):
        services.cancel_run(full, actor=actor)

    assert (states(full), taken(full)) == (["called_off"] * 3, 0)
    rows = told(mails.RUN_CANCELLED)
    assert sorted(row.payload["enrolment"] for row in rows) == sorted(
        Enrolment.objects.values_list("pk", flat=True)
    )
    assert "Die Referentin ist krank." in handler_of(rows[0].kind).render(rows[0]).body
    uid = f"course-date-{date.pk}@"
    method, known_as, sequence, begin = calendars(rows[0])[0]
    assert (method, known_as[: len(uid)], sequence, begin) == (
        "CANCEL",
        uid,
        2,  # the run was changed, and so was the place
        date.starts_at.replace(microsecond=0),
    )
    assert calendars(rows[2]) == []  # who waited has nothing in the diary
    assert all(handler_of(row.kind).still_true(row) for row in rows)


def test_nobody_gets_into_a_cancelled_run_by_an_old_copy(full, organisation, actor):
    services.cancel_run(CourseRun.objects.get(pk=full.pk), actor=actor)

    with pytest.raises(RunNotOpen):
        services.take_place(make_volunteer(organisation, 9), full, actor=actor, or_wait=True)


def test_moved_added_and_dropped_dates_reach_everybody_in_one_mail(full, actor):
    plan = make_plan(full, in_days=40)
    (kept,) = plan.dates
    more = replace(
        kept, pk=None, starts_at=kept.starts_at + timedelta(days=7), ends_at=kept.ends_at + timedelta(days=7)
    )
    services.change_run(full, replace(plan, dates=(kept, more)), actor=actor)

    rows = told(mails.DATES_MOVED)
    assert len(rows) == 3
    first, second = full.dates.all()
    assert [(method, sequence, begin) for method, _uid, sequence, begin in calendars(rows[0])] == [
        ("PUBLISH", 1, kept.starts_at),
        ("PUBLISH", 0, more.starts_at),
    ]
    assert calendars(rows[2]) == []
    OutboxRow.objects.all().delete()

    services.change_run(full, replace(plan, dates=(replace(kept, pk=first.pk),)), actor=actor)

    gone = [one for one in calendars(told(mails.DATES_MOVED)[0]) if one[0] == "CANCEL"]
    assert [(uid.split("@")[0], sequence) for _method, uid, sequence, _begin in gone] == [
        (f"course-date-{second.pk}", 1)
    ]


def test_what_nobody_must_know_reaches_calendars_and_is_told_to_nobody(full, actor):
    now = make_plan(full)
    as_it_is = tuple(
        replace(plan, starts_at=row.starts_at, ends_at=row.ends_at, teaching_units=4, topic="Recht")
        for plan, row in zip(now.dates, full.dates.all(), strict=True)
    )

    services.change_run(full, replace(now, dates=as_it_is, title="Neuer Titel", minimum=2), actor=actor)

    fresh = CourseRun.objects.get(pk=full.pk)
    assert (fresh.title, fresh.minimum, fresh.dates.get().topic, fresh.dates.get().sequence) == (
        "Neuer Titel", 2, "Recht", 2,
    )  # fmt: skip
    assert told(mails.DATES_MOVED) == []


def test_places_are_not_cut_below_those_held_and_new_ones_go_to_who_waits(full, actor):
    with pytest.raises(errors.CapacityBelowTaken, match="Es sind schon 2 Plätze vergeben"):
        services.set_capacity(full, 1, actor=actor)
    assert CourseRun.objects.get(pk=full.pk).capacity == 2

    services.set_capacity(full, 3, actor=actor)

    assert (states(full), taken(full)) == (["enrolled", "enrolled", "offered"], 3)


def test_below_the_minimum_it_takes_place_only_when_somebody_says_so(full, organisation, actor):
    CourseRun.objects.filter(pk=full.pk).update(capacity=4, minimum=3)
    with pytest.raises(errors.TooFewPeople, match="Angemeldet sind 2, der Kurs braucht 3"):
        services.confirm_run(full, actor=actor)
    assert CourseRun.objects.get(pk=full.pk).state == "open"

    services.confirm_run(full, actor=actor, anyway=True)

    assert CourseRun.objects.get(pk=full.pk).state == "confirmed"
    services.leave_list(Enrolment.objects.get(state="waiting"), actor=Actor.applicant())
    assert join(organisation, full, 9).is_enrolled  # it takes people until the closing date


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda plan, one: replace(plan, dates=(one, replace(one, pk=None))), errors.DatesOverlap),
        (lambda plan, one: replace(plan, dates=(replace(one, teaching_units=6),)), errors.TooManyUnits),
        (
            lambda plan, one: replace(plan, dates=(replace(one, ends_at=one.starts_at),)),
            errors.EndsBeforeItStarts,
        ),
        (
            lambda plan, one: replace(plan, closes_on=one.starts_at.date() + timedelta(days=1)),
            errors.ClosesTooLate,
        ),
        (lambda plan, _one: replace(plan, minimum=3), errors.MinimumAbovePlaces),
        (lambda plan, _one: replace(plan, capacity=1), errors.CapacityBelowTaken),
        (lambda plan, one: replace(plan, dates=(replace(one, module_id=10**6),)), errors.ForeignModule),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_plan_that_cannot_be_changes_nothing(full, actor, change, error):
    plan = make_plan(full, in_days=50, title="Anders")
    before = (CourseRun.objects.values().get(pk=full.pk), list(full.dates.values()))

    with pytest.raises(error):
        services.change_run(full, change(plan, plan.dates[0]), actor=actor)

    assert (CourseRun.objects.values().get(pk=full.pk), list(full.dates.values())) == before
    assert told(mails.DATES_MOVED) == []


def test_only_the_own_team_changes_a_run_and_nobody_one_that_is_over(full, actor, other_organisation):
    plan, seen = make_plan(full), last_history_id(full)
    for stranger in (Actor.staff(make_member(other_organisation)), Actor.applicant(), Actor.system()):
        with pytest.raises(NotPermitted):
            services.change_run(full, plan, actor=stranger)
        with pytest.raises(NotPermitted):
            services.set_capacity(full, 9, actor=stranger)
    services.confirm_run(full, actor=actor)
    with pytest.raises(StaleState):
        services.change_run(full, plan, actor=actor, expected=seen)
    services.cancel_run(full, actor=actor)

    with pytest.raises(errors.PlanIsFixed):
        services.change_run(full, plan, actor=actor)


def test_whoever_came_to_a_course_that_is_broken_off_was_there(organisation, actor):
    run = make_run(organisation, capacity=1)
    came, waits = join(organisation, run, 1), join(organisation, run, 2)
    run.dates.update(starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now())
    start_runs()

    services.cancel_run(CourseRun.objects.get(pk=run.pk), actor=actor)

    assert [list(attended_places(one.volunteer_id)) for one in (came, waits)] == [[came], []]
    assert [turned_down_before(one.volunteer_id, run.kind_id) for one in (came, waits)] == [0, 1]


def test_an_offer_ends_with_the_first_date_also_when_that_is_moved_forward(organisation, actor):
    run = make_run(organisation, capacity=1)
    first, second = join(organisation, run, 1), join(organisation, run, 2)
    services.give_up_place(first, actor=Actor.applicant())
    soon = make_plan(run, in_days=1)

    services.change_run(CourseRun.objects.get(pk=run.pk), soon, actor=actor)

    second.refresh_from_db()
    assert (second.state, second.offer_until) == ("offered", soon.dates[0].starts_at)


def test_places_are_not_cut_below_the_minimum(full, actor):
    CourseRun.objects.filter(pk=full.pk).update(minimum=2, capacity=5)

    with pytest.raises(errors.MinimumAbovePlaces):
        services.set_capacity(full, 1, actor=actor)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_calling_off_races_with_everybody_and_leaves_nobody_inside(organisation):
    """Taking, waiting, giving up and calling off at once: in whatever order, the run ends empty and nothing hangs."""
    actor = Actor.staff(make_member(organisation))
    for attempt in range(5):
        run = make_run(organisation, capacity=3)
        inside = [join(organisation, run, 100 * attempt + number) for number in range(5)]
        services.give_up_place(inside[2], actor=Actor.applicant())
        offered = list(Enrolment.objects.filter(run=run, state="offered"))
        assert offered == [inside[3]]
        newcomers = [make_volunteer(organisation, 100 * attempt + 50 + number) for number in range(4)]

        outcomes = together(
            [
                lambda one=one: services.give_up_place(
                    Enrolment.objects.get(pk=one.pk), actor=Actor.applicant()
                )
                for one in inside[:2]
            ]
            + [
                lambda one=one: services.leave_list(Enrolment.objects.get(pk=one.pk), actor=Actor.applicant())
                for one in inside[4:]
            ]
            + [
                lambda one=one: services.take_offer(Enrolment.objects.get(pk=one.pk), actor=Actor.applicant())
                for one in offered
            ]
            + [
                lambda one=one, run=run: services.take_place(one, run, actor=Actor.system(), or_wait=True)
                for one in newcomers
            ]
            + [lambda run=run: services.cancel_run(CourseRun.objects.get(pk=run.pk), actor=actor)]
        )

        assert set(kinds(outcomes)) <= {"done", "StaleState", "RunNotOpen"}
        assert CourseRun.objects.get(pk=run.pk).state == "cancelled"
        assert not Enrolment.objects.filter(run=run, state__in=LIVE_STATES).exists()
        assert taken(run) == 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_cutting_places_races_with_taking_them_and_never_goes_below(organisation):
    actor = Actor.staff(make_member(organisation))
    for attempt in range(5):
        run = make_run(organisation, capacity=6)
        people = [make_volunteer(organisation, 200 + 10 * attempt + number) for number in range(6)]

        outcomes = together(
            [lambda one=one, run=run: services.take_place(one, run, actor=Actor.system()) for one in people]
            + [lambda run=run: services.set_capacity(CourseRun.objects.get(pk=run.pk), 3, actor=actor)]
        )

        fresh = CourseRun.objects.get(pk=run.pk)
        assert set(kinds(outcomes)) <= {"done", "RunFull", "CapacityBelowTaken"}
        cut = not isinstance(outcomes[-1], Exception)
        assert (fresh.capacity, fresh.taken <= fresh.capacity) == (3 if cut else 6, True)
        assert fresh.taken == Enrolment.objects.filter(run=run, state="enrolled").count()
