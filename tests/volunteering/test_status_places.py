"""Places and the waiting list on the status page."""

import pytest
from django.utils import timezone

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.models import Enrolment
from cms_apps.volunteering import services
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member
from tests.volunteering.test_status import accepted, address, open_link

pytestmark = pytest.mark.django_db


def waiting(organisation):
    """Two accepted people: one has the only place, the other waits for it."""
    holder, run = accepted(organisation, capacity=1)
    other = make_application(organisation, state="in_review")
    services.accept(other, actor=Actor.staff(make_member(organisation)), run=run, or_wait=True)
    return holder, other, run


def place_of(application):
    return Enrolment.objects.get(volunteer=application.volunteer)


def test_the_page_shows_where_one_stands_on_the_list_and_lets_one_leave_it(client, organisation, deliver):
    _holder, other, run = waiting(organisation)
    page = open_link(client, other).content.decode()
    sent = deliver()[-1].body

    assert "Sie stehen auf Platz 1 der Warteliste." in page
    assert "Sie stehen auf Platz 1 der Warteliste." in sent
    assert "Sie haben einen Platz" not in page + sent
    leave = address("leave_list", other, place_of(other).pk)
    assert client.get(leave).status_code == 200
    for _click in range(2):
        assert client.post(leave).url == address("status", other)

    assert place_of(other).state == "left_list"
    assert CourseRun.objects.get(pk=run.pk).taken == 1
    assert [mail.subject for mail in deliver()] == [
        f"Sie stehen nicht mehr auf der Warteliste (Bewerbung {other.number})"
    ]


def test_an_offered_place_is_shown_with_its_end_and_taken_by_a_button(client, organisation, deliver):
    holder, other, run = waiting(organisation)
    deliver()
    services.give_up_course_place(holder, place_of(holder))
    offer = next(mail for mail in deliver() if mail.to == [other.email])

    page = open_link(client, other).content.decode()
    take = address("take_offer", other, place_of(other).pk)
    assert "12:00 Uhr, für Sie reserviert." in page
    assert "12:00 Uhr, für Sie reserviert." in offer.body
    assert client.get(take).status_code == 200
    assert place_of(other).state == "offered"
    for _click in range(2):
        client.post(take)

    assert place_of(other).state == "enrolled"
    assert CourseRun.objects.get(pk=run.pk).taken == 1
    assert [mail.subject for mail in deliver()] == [f"Ihr Kursplatz ist sicher (Bewerbung {other.number})"]
    assert client.get(take).url == address("status", other)


def test_a_refused_place_goes_on(client, organisation):
    holder, other, run = waiting(organisation)
    services.give_up_course_place(holder, place_of(holder))
    open_link(client, other)

    client.post(address("refuse_offer", other, place_of(other).pk))

    assert place_of(other).state == "refused"
    assert CourseRun.objects.get(pk=run.pk).taken == 0


def test_an_offer_whose_time_is_over_says_so_and_gives_nothing(client, organisation):
    holder, other, _run = waiting(organisation)
    services.give_up_course_place(holder, place_of(holder))
    Enrolment.objects.filter(pk=place_of(other).pk).update(offer_until=timezone.now())
    open_link(client, other)

    page = client.post(address("take_offer", other, place_of(other).pk), follow=True).content.decode()

    assert "Die Zeit für diesen Platz ist abgelaufen." in page
    assert place_of(other).state == "offered"


@pytest.mark.parametrize("name", ["take_offer", "refuse_offer", "leave_list"])
def test_a_foreign_place_is_a_missing_one(client, organisation, name):
    holder, other, _run = waiting(organisation)
    open_link(client, holder)

    foreign = client.post(address(name, holder, place_of(other).pk))

    assert foreign.status_code == client.post(address(name, holder, 987654321)).status_code == 404
    assert place_of(other).state == "waiting"
