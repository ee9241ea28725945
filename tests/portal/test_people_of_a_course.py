"""The people of a course and of an event: page by page, each once, in the order in which somebody must look at them."""

import pytest
from django.utils import timezone

from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.models import Enrolment, Registration
from cms_apps.enrolments.selectors.roster import PAGE_SIZE
from cms_apps.privacy.models import AccessRecord
from cms_apps.volunteers.models import Volunteer
from tests.factories.people import make_event, make_member, make_run

pytestmark = pytest.mark.django_db
STATES = (EnrolmentState.COMPLETED, EnrolmentState.ENROLLED, EnrolmentState.WAITING, EnrolmentState.ASKED)


@pytest.fixture
def desk(client, organisation):
    client.force_login(make_member(organisation))
    return client


def fill(run, number):
    """So many people in each state, and so many who gave their place up."""
    for n in range(number * (len(STATES) + 1)):
        state = [*STATES, EnrolmentState.GIVEN_UP][n % (len(STATES) + 1)]
        one = Volunteer.objects.create(
            organisation=run.organisation,
            first_name="Amal",
            last_name=f"M{n:03}",
            email=f"m{n}@b.example",
            language="de",
        )
        Enrolment.objects.create(volunteer=one, run=run, turned_down=n % 3, state=state)


def invite(run, number):
    now = timezone.now()
    for n in range(number):
        place = now if n % 2 else None
        Registration.objects.create(
            run=run, name=f"Gast {n}", email=f"g{n}@b.example", confirmed_at=now, place_since=place
        )


def walk(desk, run):
    """Every page of the list, from the first to the last."""
    url, pages = f"/de/schreibtisch/kurse/{run.pk}/teilnehmende/", []
    address = url
    while address:
        pages.append(desk.get(address))
        following = pages[-1].context["next_url"]
        address = f"{url}{following}" if following else ""
    return pages


def test_each_is_on_one_page_and_those_who_wait_keep_their_numbers(desk, organisation):
    run = make_run(organisation)
    fill(run, 26)

    pages = walk(desk, run)
    shown = [one for page in pages for one in page.context["page"].people]

    assert [len(page.context["page"].people) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 4]
    assert sorted(one.pk for one in shown) == sorted(
        Enrolment.objects.filter(state__in=STATES).values_list("pk", flat=True)
    )
    assert [one.state for one in shown[:26]] == ["asked"] * 26
    waiting = [one for one in shown if one.is_waiting]
    assert [one.turned_down for one in waiting] == sorted((one.turned_down for one in waiting), reverse=True)
    texts = [page.content.decode() for page in pages]
    for number, one in enumerate(waiting, start=1):
        assert any(f"{number}. {one.volunteer.full_name}" in text for text in texts)
    assert all(page.context["counts"]["enrolled"] == 52 for page in pages)


def test_the_guests_of_an_event_come_after_its_people(desk, organisation):
    event = make_event(organisation)
    fill(event, 1)
    invite(event, 100)

    pages = walk(desk, event)
    guests = [one for page in pages for one in page.context["page"].guests]

    assert [(len(page.context["page"].people), len(page.context["page"].guests)) for page in pages] == [
        (4, PAGE_SIZE - 4), (0, PAGE_SIZE), (0, 4),
    ]  # fmt: skip
    assert [one.has_place for one in guests] == [True] * 50 + [False] * 50
    assert len({one.pk for one in guests}) == 100
    assert (pages[0].context["counts"]["guests"], pages[0].context["counts"]["guests_waiting"]) == (50, 50)
    assert pages[2].context["first_url"]


def test_only_who_is_on_the_page_is_written_down(desk, organisation):
    run = make_run(organisation)
    fill(run, 13)

    desk.get(f"/de/schreibtisch/kurse/{run.pk}/teilnehmende/")

    assert AccessRecord.objects.count() == PAGE_SIZE


@pytest.mark.parametrize("after", ["0", "g0", "x", "g", "9" * 40, "12' or 1", "²"])
def test_what_is_no_row_shows_the_first_page(desk, organisation, after):
    run = make_event(organisation)
    fill(run, 2)

    page = desk.get(f"/de/schreibtisch/kurse/{run.pk}/teilnehmende/", {"nach": after})

    assert page.context["page"].is_first
    assert len(page.context["page"].people) == 8


def test_an_event_without_anybody_has_no_heading_for_nobody(desk, organisation):
    text = desk.get(f"/de/schreibtisch/kurse/{make_event(organisation).pk}/teilnehmende/").content.decode()

    assert "Noch niemand." in text
    assert "Mit Platz" not in text


def test_each_page_costs_the_same(desk, organisation, django_assert_max_num_queries):
    event = make_event(organisation)
    fill(event, 20)
    invite(event, 90)

    for page in walk(desk, event):
        with django_assert_max_num_queries(17):
            desk.get(page.request["PATH_INFO"], {"nach": page.context["page"].next_after})
