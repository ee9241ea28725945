"""What pages show of organisations and courses."""

import datetime as dt

import pytest
from django.utils import timezone

from cms_apps.courses.enums import RunState
from cms_apps.courses.models import CourseDate, CourseKind, CourseRun
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.services import publish_profile


@pytest.fixture
def add_organisation(home):
    def add(name="Verein Brückenschlag"):
        organisation = HostOrganisation.objects.create(
            name=name, kind="association", phone="06031 555 0111", email="post@bruecke.example"
        )
        publish_profile(organisation, description="Wir gehen mit.")
        return organisation

    return add


@pytest.fixture
def add_run(add_organisation):
    def add(title, organisation):
        kind, _ = CourseKind.objects.get_or_create(**{CourseKind._meta.fields[1].name: "Basis"})
        run = CourseRun.objects.create(
            title=title, organisation=organisation, kind=kind, capacity=12, taken=9, state=RunState.OPEN,
            place_line="Rathaus, Musterstadt",
        )  # fmt: skip
        start = timezone.now() + dt.timedelta(days=20)
        CourseDate.objects.create(
            run=run, starts_at=start, ends_at=start + dt.timedelta(hours=2), teaching_units=2
        )
        return run

    return add


def cost(client, url, django_assert_max_num_queries):
    client.get(url)
    with django_assert_max_num_queries(14) as captured:
        client.get(url)
    return len(captured)


def test_finder_lists_organisations_with_phone_and_mail(client, add_organisation):
    add_organisation()

    html = client.get("/de/traeger/").content.decode()

    assert "Verein Brückenschlag" in html
    assert 'href="tel:060315550111"' in html
    assert 'href="mailto:post@bruecke.example"' in html


def test_empty_finder_says_whom_to_call(client, home):
    assert "0611 555 0100" in client.get("/de/traeger/").content.decode()


def test_finder_costs_the_same_for_one_and_three(client, add_organisation, django_assert_max_num_queries):
    add_organisation("Eins")
    one = cost(client, "/de/traeger/", django_assert_max_num_queries)
    add_organisation("Zwei")
    add_organisation("Drei")

    assert cost(client, "/de/traeger/", django_assert_max_num_queries) == one


def test_home_shows_three_next_courses(client, add_run, add_organisation, django_assert_max_num_queries):
    organisation = add_organisation()
    add_run("Grundkurs 0", organisation)
    one = cost(client, "/de/", django_assert_max_num_queries)
    for n in range(1, 5):
        add_run(f"Grundkurs {n}", organisation)

    html = client.get("/de/").content.decode()

    assert html.count("Grundkurs") == 3
    assert "3 Plätze frei" in html
    assert "Verein Brückenschlag, Rathaus, Musterstadt" in html
    assert cost(client, "/de/", django_assert_max_num_queries) == one
