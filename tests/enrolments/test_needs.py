"""What somebody needs in a course: their own word, read by who leads it alone, gone with place and course."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms_apps.courses.models import CourseDate
from cms_apps.enrolments import services
from cms_apps.enrolments.enums import NeedKind
from cms_apps.enrolments.models import Need
from cms_apps.enrolments.services.needs import delete_old_needs
from cms_apps.organisations.enums import Role
from cms_apps.volunteering.services import erase
from cms_apps.volunteering.services.everything import everything_about
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState
from tests.enrolments.test_waiting_list import join
from tests.factories.people import make_member, make_run
from tests.volunteering.test_status import accepted, address, open_link

pytestmark = pytest.mark.django_db
ME = Actor.applicant()
CARE, STEPS = NeedKind.CHILD_CARE, NeedKind.STEP_FREE


@pytest.fixture
def mine(organisation):
    """An application with a place in a run."""
    application, _run = accepted(organisation)
    return application


def place_of(application):
    return application.volunteer.enrolments.get()


def needed():
    return [one.kinds for one in Need.objects.order_by("pk")]


def ended(run, days):
    end = timezone.now() - timedelta(days=days)
    CourseDate.objects.filter(run=run).update(starts_at=end - timedelta(hours=3), ends_at=end)


def test_needs_are_kept_changed_and_taken_back(mine):
    place = place_of(mine)

    services.state_needs(place, [CARE, STEPS], actor=ME)
    assert needed() == [[CARE, STEPS]]
    services.state_needs(place, [STEPS], actor=ME)
    assert needed() == [[STEPS]]
    services.state_needs(place, [], actor=ME)
    assert needed() == []


def test_nobody_speaks_for_the_person_and_nobody_without_a_place(organisation):
    run = make_run(organisation, capacity=1)
    holder, waits = join(organisation, run), join(organisation, run, 1)
    team = Actor.staff(make_member(organisation))

    for place, actor in ((holder, team), (holder, Actor.system()), (waits, ME)):
        with pytest.raises(StaleState):
            services.state_needs(place, [CARE], actor=actor)

    assert needed() == []


def test_the_table_holds_no_row_that_says_nothing(mine):
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(enrolment=place_of(mine))


def test_the_page_asks_for_consent_and_keeps_nothing_without_it(client, mine):
    status = open_link(client, mine).content.decode()
    page = address("needs", mine, place_of(mine).pk)
    assert page in status
    shown = client.get(page).content.decode()
    assert "sieht Ihre Angaben. 14 Tage nach dem letzten Kurstag" in shown

    refused = client.post(page, {"wanted": ["child_care"]})
    assert "Ohne Ihr Einverständnis" in refused.content.decode()
    assert needed() == []
    kept = client.post(page, {"wanted": ["child_care", "interpreter"], "agreed": "on"}, follow=True)
    assert "Sie brauchen: Kinderbetreuung, Dolmetschen." in kept.content.decode()
    client.post(page, {})

    assert needed() == []


def test_no_words_and_no_other_need_get_in(client, mine):
    open_link(client, mine)

    response = client.post(
        address("needs", mine, place_of(mine).pk), {"wanted": ["Asthma"], "agreed": "on", "text": "Asthma"}
    )

    assert (response.status_code, needed()) == (200, [])


def test_a_foreign_place_is_a_missing_one(client, mine, organisation):
    foreign = join(organisation, make_run(organisation))
    open_link(client, mine)

    answers = [
        client.post(address("needs", mine, pk), {"wanted": ["child_care"], "agreed": "on"}).status_code
        for pk in (foreign.pk, 987654321)
    ]

    assert (answers, needed()) == ([404, 404], [])


def test_who_leads_the_course_reads_and_counts_them(client, mine, organisation):
    place = place_of(mine)
    services.state_needs(place, [CARE], actor=ME)
    services.state_needs(join(organisation, place.run), [CARE, STEPS], actor=ME)
    client.force_login(make_member(organisation))

    response = client.get(f"/de/schreibtisch/kurse/{place.run_id}/teilnehmende/")

    assert response.context["needs"] == [("Kinderbetreuung", 2), ("Zugang ohne Stufen", 1)]
    assert "braucht: Kinderbetreuung, Zugang ohne Stufen" in response.content.decode()


def test_the_rest_of_the_team_sees_nothing_of_them(client, mine, organisation):
    place = place_of(mine)
    services.state_needs(place, [CARE], actor=ME)
    client.force_login(make_member(organisation, role=Role.READER))

    page = client.get(f"/de/schreibtisch/kurse/{place.run_id}/teilnehmende/").content.decode()

    assert mine.full_name in page
    assert "Kinderbetreuung" not in page
    client.force_login(make_member(organisation))
    for other in (
        f"/de/schreibtisch/freiwillige/{mine.volunteer_id}/",
        f"/de/schreibtisch/bewerbungen/{mine.number}/",
    ):
        assert "Kinderbetreuung" not in client.get(other).content.decode()


def test_the_page_of_people_costs_the_same_with_needs(client, organisation, django_assert_max_num_queries):
    run = make_run(organisation, capacity=9)
    client.force_login(make_member(organisation))
    page, costs = f"/de/schreibtisch/kurse/{run.pk}/teilnehmende/", []
    client.get(page)
    for number in range(3):
        services.state_needs(join(organisation, run, number), [CARE], actor=ME)
        with django_assert_max_num_queries(14) as captured:
            client.get(page)
        costs.append(len(captured))

    assert costs[0] == costs[2]


@pytest.mark.parametrize(
    "end",
    [
        lambda place: services.give_up_place(place, actor=ME),
        lambda place: services.cancel_run(place.run, actor=Actor.staff(make_member(place.run.organisation))),
    ],
    ids=["given-up", "called-off"],
)
def test_needs_go_with_the_place(mine, end):
    place = place_of(mine)
    services.state_needs(place, [CARE], actor=ME)

    end(place)

    assert needed() == []


def test_needs_go_after_the_course_and_not_before(mine):
    place = place_of(mine)
    services.state_needs(place, [CARE], actor=ME)

    ended(place.run, 13)
    assert (delete_old_needs(), len(needed())) == (0, 1)
    ended(place.run, 15)

    assert (delete_old_needs(), needed()) == (1, [])


def test_needs_are_given_out_and_erased_though_the_place_stays_as_a_proof(mine):
    place = place_of(mine)
    services.state_needs(place, [CARE], actor=ME)
    assert [row["child_care"] for row in everything_about(mine)["needs"]] == [True]
    ended(place.run, 1)

    erase(mine, actor=ME)

    assert (place.run.enrolments.count(), needed()) == (1, [])
