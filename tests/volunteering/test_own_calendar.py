"""The own course dates as a calendar: by a secret address alone, true at every moment, each change newer than the last."""

from dataclasses import replace

import pytest
from django.test import Client
from icalendar import Calendar

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments import mails
from cms_apps.enrolments import services as places
from cms_apps.enrolments.mails.calendar import own_calendar
from cms_apps.links.masking import mask
from cms_apps.links.models import Link
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.volunteering import services
from cms_apps.volunteering.mails import CALENDAR_LINK
from cms_apps.volunteering.services.calendar import calendar_token, make_calendar_link
from cms_apps.volunteering.services.everything import everything_about
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member, make_plan, make_run
from tests.volunteering.test_status import accepted, address, open_link

pytestmark = pytest.mark.django_db
ME = Actor.applicant()


@pytest.fixture
def mine(organisation):
    """An application with the only place in a run."""
    application, _run = accepted(organisation, capacity=1)
    return application


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


def place_of(application):
    return application.volunteer.enrolments.select_related("run__organisation", "volunteer").latest("pk")


def feed_of(application):
    return f"/de/bewerbung/kalender/{calendar_token(application)}/termine.ics"


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def told(application):
    """Status, sequence and title of each entry."""
    found = events(own_calendar(application.volunteer_id))
    return [(str(one["STATUS"]), int(one["SEQUENCE"]), str(one["SUMMARY"])) for one in found]


def test_the_page_makes_renews_and_shuts_the_address(client, mine):
    page = open_link(client, mine).content.decode()
    door = address("calendar", mine)
    assert door in page
    assert calendar_token(mine) == ""
    assert client.get(door).status_code == 200
    assert calendar_token(mine) == ""  # looking makes nothing

    for _tap in range(2):
        client.post(door, {"go": "make"})
        first = feed_of(mine)
    shown = client.get(door).content.decode()
    assert first in shown
    assert 'href="webcal://' in shown
    client.post(door, {"go": "renew"})
    second = feed_of(mine)

    stranger = Client()
    assert [stranger.get(one).status_code for one in (first, second)] == [404, 200]
    client.post(door, {"go": "shut"})
    assert (stranger.get(second).status_code, calendar_token(mine)) == (410, "")
    client.post(door, {"go": "make"})
    assert (stranger.get(second).status_code, stranger.get(feed_of(mine)).status_code) == (404, 200)


def test_the_feed_is_kept_nowhere_sets_nothing_and_hides_its_key_in_logs(client, mine):
    make_calendar_link(mine)

    response = client.get(feed_of(mine))

    assert (response["Cache-Control"], bool(response.cookies)) == ("private, no-store", False)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert mask(f'"GET {feed_of(mine)} HTTP/1.1"') == '"GET /de/bewerbung/kalender/***/termine.ics HTTP/1.1"'
    assert client.post(feed_of(mine)).status_code == 405
    text = response.content.decode()
    assert [word in text for word in (mine.first_name, mine.last_name, mine.email)] == [False] * 3


def test_a_guessed_key_opens_nothing_and_the_page_asks_for_the_own_link(client, mine):
    assert client.get(f"/de/bewerbung/kalender/{'A' * 43}/termine.ics").status_code == 404
    assert client.post(address("calendar", mine), {"go": "make"}).status_code == 404

    assert not Link.objects.filter(purpose=CALENDAR_LINK).exists()


def test_only_who_takes_part_has_a_calendar(client, organisation):
    waits = make_application(organisation)
    open_link(client, waits)

    answers = [
        client.get(address("calendar", waits)),
        client.post(address("calendar", waits), {"go": "make"}),
    ]

    assert [one.url for one in answers] == [address("status", waits)] * 2
    assert not Link.objects.filter(purpose=CALENDAR_LINK).exists()


def test_a_place_is_sure_a_waiting_one_is_not_and_a_lost_one_is_struck_out(organisation, mine, actor):
    other = make_application(organisation, state="in_review")
    services.accept(other, actor=actor, run=place_of(mine).run, or_wait=True)
    assert told(mine) == [("CONFIRMED", 0, "Basiskurs")]
    assert told(other) == [("TENTATIVE", 0, "Warteliste: Basiskurs")]

    places.give_up_place(place_of(mine), actor=ME)
    assert told(mine) == [("CANCELLED", 1, "Basiskurs")]
    assert told(other) == [("TENTATIVE", 1, "Platz angeboten: Basiskurs")]
    places.take_offer(place_of(other), actor=ME)
    assert told(other) == [("CONFIRMED", 2, "Basiskurs")]

    places.cancel_run(place_of(other).run, actor=actor)

    assert told(other) == [("CANCELLED", 4, "Basiskurs")]


def test_who_comes_back_has_the_same_entry_newer_than_before(organisation, mine):
    run = place_of(mine).run
    uid = [str(one["UID"]) for one in events(own_calendar(mine.volunteer_id))]
    places.give_up_place(place_of(mine), actor=ME)

    places.take_place(mine.volunteer, run, actor=ME)

    assert told(mine) == [("CONFIRMED", 2, "Basiskurs")]
    assert [str(one["UID"]) for one in events(own_calendar(mine.volunteer_id))] == uid


def test_the_link_to_take_part_is_for_those_who_have_a_place(organisation, mine, actor):
    url = "https://treffen.example/kurs"
    CourseRun.objects.update(online_url=url)
    other = make_application(organisation, state="in_review")
    services.accept(other, actor=actor, run=place_of(mine).run, or_wait=True)

    found = [url in str(events(own_calendar(one.volunteer_id))[0]["DESCRIPTION"]) for one in (mine, other)]

    assert found == [True, False]


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Anders"},
        {"mode": "online"},
        {"place_line": "Alte Schule"},
        {"online_url": "https://treffen.example/"},
        {"topic": "Recht"},
        {"there": "Zimmer 2"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_whatever_reads_differently_in_a_calendar_counts_as_a_change(mine, actor, values):
    run = place_of(mine).run
    before = own_calendar(mine.volunteer_id)
    date = run.dates.get()
    same = replace(
        make_plan(run).dates[0],
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        topic=values.get("topic", ""),
        place_line=values.get("there", ""),
    )
    own = {key: value for key, value in values.items() if key not in {"topic", "there"}}

    places.change_run(run, replace(make_plan(run, **own), dates=(same,)), actor=actor)

    after = own_calendar(mine.volunteer_id)
    assert before != after
    assert int(events(after)[0]["SEQUENCE"]) > int(events(before)[0]["SEQUENCE"])


def test_what_no_calendar_shows_is_no_change_and_a_title_is_no_mail(mine, actor):
    run = place_of(mine).run
    date = run.dates.get()
    same = replace(make_plan(run).dates[0], starts_at=date.starts_at, ends_at=date.ends_at)
    before = own_calendar(mine.volunteer_id)
    OutboxRow.objects.all().delete()

    places.change_run(run, replace(make_plan(run, speakers="Dana Muster"), dates=(same,)), actor=actor)
    assert own_calendar(mine.volunteer_id) == before
    places.change_run(run, replace(make_plan(run, title="Anders"), dates=(same,)), actor=actor)

    assert not OutboxRow.objects.filter(kind=mails.DATES_MOVED).exists()


def test_a_mail_and_the_feed_tell_of_one_entry_in_one_order(organisation, mine, actor):
    other = make_application(organisation, state="in_review")
    services.accept(other, actor=actor, run=place_of(mine).run, or_wait=True)
    places.give_up_place(place_of(mine), actor=ME)
    places.take_offer(place_of(other), actor=ME)
    row = OutboxRow.objects.get(kind=mails.TAKEN)
    (part,) = handler_of(row.kind).render(row).attachments

    (sent,), (fed,) = events(part.get_payload(decode=True)), events(own_calendar(other.volunteer_id))

    assert [str(sent[name]) for name in ("UID", "SEQUENCE", "SUMMARY", "STATUS")] == [
        str(fed[name]) for name in ("UID", "SEQUENCE", "SUMMARY", "STATUS")
    ]


def test_the_feed_costs_the_same_for_many_courses(
    client, organisation, mine, actor, django_assert_num_queries
):
    make_calendar_link(mine)
    for _ in range(3):
        places.take_place(mine.volunteer, make_run(organisation), actor=ME)

    with django_assert_num_queries(6):
        response = client.get(feed_of(mine))

    assert len(events(response.content)) == 4


def test_the_address_goes_with_the_person_and_is_given_out_to_them(client, mine):
    make_calendar_link(mine)
    feed = feed_of(mine)
    purposes = [row["purpose"] for row in everything_about(mine)["links"]]
    assert CALENDAR_LINK in purposes

    services.erase(mine, actor=ME)

    assert client.get(feed).status_code == 404
