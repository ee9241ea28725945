"""The named procedures of a run, each as a whole, and the seats that a central run keeps for organisations."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms_apps.courses.answers import QuotaPlan
from cms_apps.courses.enums import Procedure
from cms_apps.courses.errors import ProcedureIsFixed, QuotasAbovePlaces, QuotaTwice
from cms_apps.courses.models import CourseRun, SeatQuota
from cms_apps.courses.services import close_run
from cms_apps.enrolments import mails, services
from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.errors import AllPlacesGiven, ClosedForNow, NotHere, RunNotOpen
from cms_apps.enrolments.mails.calendar import own_calendar
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import runs_for
from cms_apps.organisations.enums import OrganisationKind
from cms_apps.outbox.models import OutboxRow
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState
from tests.enrolments.test_capacity import make_volunteer, taken
from tests.factories.people import make_member, make_organisation, make_plan, make_run, make_user
from tests.threads import kinds, together

pytestmark = pytest.mark.django_db
ME, ASKED, ENROLLED, WAITING = (
    Actor.applicant(),
    EnrolmentState.ASKED,
    EnrolmentState.ENROLLED,
    EnrolmentState.WAITING,
)


def states(run) -> list[str]:
    return list(Enrolment.objects.filter(run=run).order_by("pk").values_list("state", flat=True))


def mailed() -> list[str]:
    rows = OutboxRow.objects.filter(kind__startswith="enrolments.").order_by("pk")
    return list(rows.values_list("kind", flat=True))


def run_by(organisation, procedure, **values) -> CourseRun:
    run = make_run(organisation, **values)
    CourseRun.objects.filter(pk=run.pk).update(procedure=procedure)
    run.refresh_from_db()
    return run


@pytest.fixture
def leader(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def centre(db):
    return make_organisation("Servicestelle", kind=OrganisationKind.CENTRE)


@pytest.fixture
def boss(centre):
    return Actor.staff(make_member(centre))


# first come


def test_first_come_gives_the_place_at_once_and_then_the_list(organisation):
    run = make_run(organisation, capacity=1)

    for number in range(2):
        services.enrol(make_volunteer(organisation, number), run, actor=ME)

    assert states(run) == [ENROLLED, WAITING]
    assert mailed() == [mails.TAKEN, mails.LISTED]


# the organisation decides


def test_the_host_decides_about_each_and_the_list_begins_when_it_is_full(organisation, leader):
    run = run_by(organisation, Procedure.HOST_DECIDES, capacity=1)
    asked = [services.enrol(make_volunteer(organisation, number), run, actor=ME) for number in range(3)]
    assert (states(run), taken(run)) == ([ASKED] * 3, 0)

    services.admit(asked[0], actor=leader)
    services.admit(asked[1], actor=leader)
    services.decline(asked[2], actor=leader, message="Diesmal zuerst die Neuen.")

    assert states(run) == [ENROLLED, WAITING, "declined"]
    assert taken(run) == 1
    assert mailed()[3:] == [mails.TAKEN, mails.LISTED, mails.DECLINED]

    services.give_up_place(asked[0], actor=ME)
    assert states(run) == ["given_up", "offered", "declined"]


def test_who_leads_the_run_enters_people_at_once(organisation, leader):
    run = run_by(organisation, Procedure.HOST_DECIDES, capacity=1)

    services.enrol(make_volunteer(organisation), run, actor=leader)

    assert states(run) == [ENROLLED]


# final only by hand


def test_by_hand_nothing_moves_by_itself(organisation, leader):
    run = run_by(organisation, Procedure.BY_HAND, capacity=1)
    first, second = [
        services.enrol(make_volunteer(organisation, number), run, actor=ME) for number in range(2)
    ]
    services.admit(first, actor=leader)
    with pytest.raises(AllPlacesGiven):
        services.admit(second, actor=leader)

    services.give_up_place(first, actor=ME)
    services.fill_free_seats()
    assert (states(run), taken(run)) == (["given_up", ASKED], 0)

    services.admit(second, actor=leader)
    assert (states(run), taken(run)) == (["given_up", ENROLLED], 1)


def test_by_hand_who_is_entered_into_a_full_run_has_asked(organisation, leader):
    run = run_by(organisation, Procedure.BY_HAND, capacity=1)
    for number in range(2):
        services.enrol(make_volunteer(organisation, number), run, actor=leader)

    assert states(run) == [ENROLLED, ASKED]


# all of them


@pytest.mark.parametrize("verb", [services.admit, services.decline])
def test_only_who_leads_the_run_decides_and_only_once(organisation, leader, verb):
    run = run_by(organisation, Procedure.HOST_DECIDES)
    enrolment = services.enrol(make_volunteer(organisation), run, actor=ME)
    elsewhere = Actor.staff(make_member(make_organisation("Träger B")))
    for actor in (ME, elsewhere, Actor.system()):
        with pytest.raises(NotPermitted):
            verb(Enrolment.objects.get(pk=enrolment.pk), actor=actor)
    assert (states(run), taken(run)) == ([ASKED], 0)

    verb(enrolment, actor=leader)
    held = taken(run)
    with pytest.raises(StaleState):
        verb(Enrolment.objects.get(pk=enrolment.pk), actor=leader)
    assert taken(run) == held


def test_who_asked_takes_it_back_or_hears_when_it_begins_or_is_called_off(organisation, leader):
    run = run_by(organisation, Procedure.HOST_DECIDES)
    first, second = [
        services.enrol(make_volunteer(organisation, number), run, actor=ME) for number in range(2)
    ]
    services.leave_list(first, actor=ME)
    services.cancel_run(run, actor=leader)
    assert states(run) == ["left_list", "called_off"]

    begun = run_by(organisation, Procedure.BY_HAND)
    services.enrol(second.volunteer, begun, actor=ME)
    begun.dates.update(
        starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=1)
    )
    services.close_lists()
    assert states(begun) == ["missed"]


def test_the_procedure_is_fixed_once_somebody_is_in_also_while_it_is_closed(organisation, leader):
    run = make_run(organisation)
    services.enrol(make_volunteer(organisation), run, actor=ME)
    close_run(run, actor=leader)

    with pytest.raises(ProcedureIsFixed):
        services.change_run(run, make_plan(run, procedure=Procedure.BY_HAND), actor=leader)


def test_nobody_is_let_in_while_the_registration_is_closed(organisation, leader):
    run = run_by(organisation, Procedure.HOST_DECIDES)
    enrolment = services.enrol(make_volunteer(organisation), run, actor=ME)
    close_run(run, actor=leader)

    with pytest.raises(ClosedForNow):
        services.admit(enrolment, actor=leader)

    assert states(run) == [ASKED]


def test_who_left_gets_no_place(organisation, leader):
    volunteer = make_volunteer(organisation)
    services.volunteer_leaves(volunteer, actor=ME)

    with pytest.raises(NotHere):
        services.enrol(volunteer, make_run(organisation), actor=leader)


def test_nobody_gets_into_a_run_of_others(organisation):
    """Somebody who decides at two organisations mixes them up no more than others do."""
    other = make_organisation("Träger B")

    with pytest.raises(RunNotOpen):
        services.enrol(make_volunteer(other), make_run(organisation), actor=Actor.staff(make_member(other)))


def test_who_asked_sees_no_link_to_take_part_in_the_calendar(organisation):
    run = run_by(organisation, Procedure.HOST_DECIDES)
    CourseRun.objects.filter(pk=run.pk).update(online_url="https://treffen.example/geheim")
    enrolment = services.enrol(make_volunteer(organisation), run, actor=ME)

    calendar = own_calendar(enrolment.volunteer_id).decode()

    assert ("geheim" in calendar, "TENTATIVE" in calendar) == (False, True)


def test_who_was_not_let_in_is_not_offered_the_run_again(organisation, leader):
    run = run_by(organisation, Procedure.HOST_DECIDES)
    enrolment = services.enrol(make_volunteer(organisation), run, actor=ME)
    assert run not in runs_for(enrolment.volunteer)
    services.decline(enrolment, actor=leader)

    assert run not in runs_for(enrolment.volunteer)


# seats that are kept


def keep(run, boss, **seats):
    services.set_quotas(run, [QuotaPlan(host.pk, number) for host, number in seats["rows"]], actor=boss)


def test_kept_seats_are_for_their_people_only(centre, boss, organisation):
    other = make_organisation("Träger B")
    run = make_run(centre, capacity=3)
    keep(run, boss, rows=[(organisation, 2)])

    for number in range(2):
        services.enrol(make_volunteer(other, number), run, actor=ME)
    assert states(run) == [ENROLLED, WAITING]  # one seat is for everybody

    for number in range(2, 5):
        services.enrol(make_volunteer(organisation, number), run, actor=ME)
    assert states(run)[2:] == [ENROLLED, ENROLLED, WAITING]
    assert taken(run) == 3


def test_a_freed_kept_seat_goes_to_the_first_in_line_from_there(centre, boss, organisation):
    other = make_organisation("Träger B")
    run = make_run(centre, capacity=1)
    keep(run, boss, rows=[(organisation, 1)])
    holder = services.enrol(make_volunteer(organisation, 0), run, actor=ME)
    services.enrol(make_volunteer(other, 1), run, actor=ME)
    services.enrol(make_volunteer(organisation, 2), run, actor=ME)

    services.give_up_place(holder, actor=ME)

    assert states(run) == ["given_up", WAITING, "offered"]


def test_when_a_quota_ends_its_seats_are_offered_to_those_who_wait(centre, boss, organisation):
    run = make_run(centre, capacity=1)
    keep(run, boss, rows=[(organisation, 1)])
    services.enrol(make_volunteer(make_organisation("Träger B")), run, actor=ME)
    assert services.fill_free_seats() == 0

    SeatQuota.objects.update(until=timezone.localdate() - timedelta(days=1))

    assert services.fill_free_seats() == 1
    assert states(run) == ["offered"]


def test_within_its_quota_an_organisation_gives_the_place_itself(centre, boss, organisation):
    """Nomination: the seat was handed over, whoever decides about the others."""
    run = run_by(centre, Procedure.BY_HAND, capacity=5)
    keep(run, boss, rows=[(organisation, 1)])
    coordinator = Actor.staff(make_member(organisation))

    for number in range(2):
        services.enrol(make_volunteer(organisation, number), run, actor=coordinator)

    assert states(run) == [ENROLLED, ASKED]


def test_nobody_enters_people_of_others(centre, boss, organisation):
    run = make_run(centre)
    stranger = Actor.staff(make_member(make_organisation("Träger B")))

    for actor in (stranger, boss):
        with pytest.raises(NotPermitted):
            services.enrol(make_volunteer(organisation, actor.user.pk), run, actor=actor)

    assert not Enrolment.objects.exists()


def test_quotas_stay_within_the_places_and_are_set_by_who_leads(centre, boss, organisation):
    run = make_run(centre, capacity=2)
    refused = [
        (QuotasAbovePlaces, boss, [QuotaPlan(organisation.pk, 3)]),
        (QuotaTwice, boss, [QuotaPlan(organisation.pk, 1), QuotaPlan(organisation.pk, 1)]),
        (NotPermitted, Actor.staff(make_member(organisation)), [QuotaPlan(organisation.pk, 1)]),
    ]
    for error, actor, quotas in refused:
        with pytest.raises(error):
            services.set_quotas(run, quotas, actor=actor)
    assert not SeatQuota.objects.exists()

    services.set_quotas(run, [QuotaPlan(organisation.pk, 2)], actor=boss)
    with pytest.raises(QuotasAbovePlaces):
        services.set_capacity(run, 1, actor=boss)
    run.refresh_from_db()
    assert run.capacity == 2


def test_of_two_who_set_quotas_one_sees_what_the_other_did(centre, boss, organisation):
    run = make_run(centre)
    seen = run.history.last().pk
    services.set_quotas(run, [QuotaPlan(organisation.pk, 2)], actor=boss, expected=seen)

    with pytest.raises(StaleState):
        services.set_quotas(run, [], actor=boss, expected=seen)

    assert SeatQuota.objects.get().seats == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_race_for_kept_and_free_seats_oversells_neither(organisation):
    centre = make_organisation("Servicestelle", kind=OrganisationKind.CENTRE)
    other = make_organisation("Träger B")
    run = make_run(centre, capacity=4)
    boss = Actor.staff(make_user(is_superuser=True))
    services.set_quotas(run, [QuotaPlan(organisation.pk, 2)], actor=boss)
    people = [make_volunteer(host, number) for number, host in enumerate([organisation, other] * 6)]

    outcomes = together([lambda person=person: services.enrol(person, run, actor=ME) for person in people])

    assert kinds(outcomes) == {"done": len(people)}
    inside = Enrolment.objects.filter(run=run, state=ENROLLED).values_list(
        "volunteer__organisation", flat=True
    )
    assert len(inside) == taken(run) == 4
    assert list(inside).count(other.pk) <= 2
