"""The last place is taken once, however many ask for it; and without the guard it would not be."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from cms_apps.courses.models import CourseRun
from cms_apps.courses.services import close_run
from cms_apps.enrolments import services
from cms_apps.enrolments.errors import AlreadyEnrolled, RunFull, RunNotOpen
from cms_apps.enrolments.models import Enrolment, EnrolmentHistory
from cms_apps.volunteers.services import Person, welcome
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState
from tests.factories.people import make_member, make_run, make_user
from tests.threads import PATIENCE, kinds, together

MANY = 16


def make_volunteer(organisation, number=0):
    person = Person("Amal", f"Beispiel{number}", f"amal{number}@beispiel.example", "", "de")
    return welcome(person, organisation, actor=Actor.system())


def taken(run) -> int:
    return CourseRun.objects.get(pk=run.pk).taken


@pytest.fixture
def actor(db):
    return Actor.system()


def test_take_place_counts_and_writes_history(organisation, actor):
    run = make_run(organisation, capacity=2)

    enrolment = services.take_place(make_volunteer(organisation), run, actor=actor)

    assert taken(run) == 1
    assert [row.transition for row in enrolment.history.all()] == ["created"]


@pytest.mark.asvs("2.3.2")
def test_take_place_in_a_full_run_is_refused(organisation, actor):
    run = make_run(organisation, capacity=1)
    services.take_place(make_volunteer(organisation), run, actor=actor)

    with pytest.raises(RunFull):
        services.take_place(make_volunteer(organisation, 1), run, actor=actor)

    assert (taken(run), Enrolment.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda run: close_run(run, actor=Actor.staff(make_user(is_superuser=True))),
        lambda run: CourseRun.objects.filter(pk=run.pk).update(closes_on="2020-01-01"),
        lambda run: run.dates.update(starts_at="2020-01-01T10:00Z"),
        lambda run: run.dates.all().delete(),
    ],
    ids=["closed", "past-closing-date", "begun", "without-dates"],
)
def test_take_place_in_a_run_that_is_not_open_is_refused(organisation, actor, spoil):
    run = make_run(organisation)
    spoil(run)

    with pytest.raises(RunNotOpen):
        services.take_place(make_volunteer(organisation), run, actor=actor)

    assert taken(run) == 0


def test_second_place_of_one_person_is_refused_and_costs_no_place(organisation, actor):
    run, volunteer = make_run(organisation), make_volunteer(organisation)
    services.take_place(volunteer, run, actor=actor)

    with pytest.raises(AlreadyEnrolled):
        services.take_place(volunteer, run, actor=actor)

    assert taken(run) == 1


def test_a_place_given_up_can_be_taken_again(organisation, actor):
    run, volunteer = make_run(organisation, capacity=1), make_volunteer(organisation)
    enrolment = services.take_place(volunteer, run, actor=actor)
    services.give_up_place(enrolment, actor=Actor.applicant())

    services.take_place(volunteer, run, actor=actor)

    assert taken(run) == 1


def test_a_place_is_given_up_once(organisation, actor):
    run = make_run(organisation)
    enrolment = services.take_place(make_volunteer(organisation), run, actor=actor)
    services.give_up_place(enrolment, actor=Actor.applicant())

    with pytest.raises(StaleState):
        services.give_up_place(enrolment, actor=Actor.applicant())

    assert taken(run) == 0


def test_who_leaves_frees_every_place(organisation, actor):
    runs, volunteer = [make_run(organisation), make_run(organisation)], make_volunteer(organisation)
    for run in runs:
        services.take_place(volunteer, run, actor=actor)

    services.volunteer_leaves(volunteer, actor=Actor.staff(make_member(organisation)))

    assert [taken(run) for run in runs] == [0, 0]
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"given_up"}


def test_the_table_itself_refuses_one_place_too_many(organisation):
    run = make_run(organisation, capacity=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        CourseRun.objects.filter(pk=run.pk).update(taken=2)


def test_saving_an_old_copy_of_a_run_gives_no_place_back(organisation, actor):
    run = make_run(organisation, capacity=2)
    old = CourseRun.objects.get(pk=run.pk)
    services.take_place(make_volunteer(organisation), run, actor=actor)
    close_run(run, actor=Actor.staff(make_user(is_superuser=True)))

    old.title = "Neuer Titel"
    old.save()

    fresh = CourseRun.objects.get(pk=run.pk)
    assert (fresh.title, fresh.taken, fresh.state) == ("Neuer Titel", 1, "planned")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("capacity", [1, 2, 5])
@pytest.mark.asvs("2.3.4")
def test_many_at_once_take_no_more_places_than_there_are(organisation, capacity):
    run = make_run(organisation, capacity=capacity)
    people = [make_volunteer(organisation, number) for number in range(MANY)]

    outcomes = together(
        [lambda person=person: services.take_place(person, run, actor=Actor.system()) for person in people]
    )

    assert kinds(outcomes) == {"done": capacity, "RunFull": MANY - capacity}
    assert taken(run) == Enrolment.objects.count() == EnrolmentHistory.objects.count() == capacity


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_person_many_times_at_once_gets_one_place(organisation):
    run, person = make_run(organisation, capacity=10), make_volunteer(organisation)

    outcomes = together([lambda: services.take_place(person, run, actor=Actor.system())] * 8)

    assert kinds(outcomes) == {"done": 1, "AlreadyEnrolled": 7}
    assert taken(run) == Enrolment.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_giving_up_many_times_at_once_frees_one_place(organisation):
    run = make_run(organisation, capacity=5)
    places = [
        services.take_place(make_volunteer(organisation, n), run, actor=Actor.system()) for n in range(3)
    ]

    outcomes = together(
        [
            lambda: services.give_up_place(
                Enrolment.objects.get(pk=places[0].pk), actor=Actor.applicant()
            )
        ]
        * 8
    )  # fmt: skip

    assert kinds(outcomes) == {"done": 1, "StaleState": 7}
    assert taken(run) == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("capacity", [1, 2])
def test_without_the_guard_places_are_sold_twice(organisation, capacity, monkeypatch):
    """The proof: the same race with a seat that is read first and written later."""
    run = make_run(organisation, capacity=capacity)
    people = [make_volunteer(organisation, number) for number in range(4)]
    all_have_read = threading.Barrier(len(people))

    def naive_seat(run, _organisation):
        if CourseRun.objects.filter(pk=run.pk, taken__gte=F("capacity")).exists():
            return False
        all_have_read.wait(PATIENCE)
        with transaction.atomic():
            CourseRun.objects.filter(pk=run.pk).update(taken=capacity)
        return True

    monkeypatch.setattr(services.places, "take_seat", naive_seat)
    # SQLite's IMMEDIATE transaction is a guard of its own: the proof takes it away, too.
    take = services.take_place.__wrapped__

    outcomes = together(
        [lambda person=person: take(person, run, actor=Actor.system()) for person in people]
    )  # fmt: skip

    assert kinds(outcomes) == {"done": len(people)}
    assert Enrolment.objects.filter(run=run).count() > capacity


def test_tests_run_on_a_database_that_threads_share():
    name = str(connection.settings_dict["NAME"])

    assert "memory" not in name
