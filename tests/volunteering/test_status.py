"""The status page by secret link."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.models import Enrolment
from cms_apps.links.models import Link
from cms_apps.links.services import issue, revoke, token
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering import services
from cms_apps.volunteering.mails import CONFIRM_LINK, STATUS_LINK
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.views import journey
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member, make_run

pytestmark = pytest.mark.django_db


MAKEABLE = {"received", "in_review", "accepted", "declined", "withdrawn"}


def open_link(client, application):
    link = Link.objects.get(purpose=STATUS_LINK, object_key=str(application.key))
    return client.get(reverse("sign_up:open_status", args=[token(link)]), follow=True)


def accepted(organisation, capacity=3):
    run = make_run(organisation, capacity=capacity)
    application = make_application(organisation, state="in_review")
    services.accept(application, actor=Actor.staff(make_member(organisation)), run=run)
    return application, run


def address(name, application, *args):
    return reverse(f"sign_up:{name}", args=[application.number, *args])


@pytest.mark.asvs("14.2.1")
def test_the_address_shows_no_token(client, organisation):
    response = open_link(client, make_application(organisation))

    assert response.status_code == 200
    assert re.fullmatch(r"/de/bewerbung/stand/\w{3}-\w{3}/", response.request["PATH_INFO"])


def test_the_number_alone_opens_nothing(client, organisation):
    application = make_application(organisation)

    foreign = client.get(address("status", application))
    missing = client.get(reverse("sign_up:status", args=["AAA-AAA"]))

    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_one_link_opens_one_application(client, organisation):
    mine, other = make_application(organisation), make_application(organisation)
    open_link(client, mine)

    assert client.get(address("status", mine)).status_code == 200
    assert client.get(address("status", other)).status_code == 404


def test_several_links_of_one_browser_stay_open(client, organisation):
    applications = [make_application(organisation) for _ in range(3)]
    for application in applications:
        open_link(client, application)

    assert [client.get(address("status", one)).status_code for one in applications] == [200, 200, 200]


def test_a_revoked_link_closes_at_once(client, organisation):
    application = make_application(organisation)
    open_link(client, application)

    revoke(STATUS_LINK, str(application.key))

    assert client.get(address("status", application)).status_code == 404


@pytest.mark.parametrize(
    "damage", [lambda t: t[:-1], lambda t: t + "x", lambda _: "A" * 43, lambda _: "%2e%2e"]
)
def test_a_mutilated_link_says_what_to_do(client, organisation, damage):
    application = make_application(organisation)
    link = Link.objects.get(purpose=STATUS_LINK, object_key=str(application.key))

    response = client.get(f"/de/bewerbung/stand/oeffnen/{damage(token(link))}/")

    assert response.status_code == 404
    assert "noch einmal schicken" in response.content.decode()


def test_the_page_says_where_it_stands_and_until_when(client, organisation):
    application = make_application(organisation)

    page = open_link(client, application).content.decode()

    assert "Ihre Bewerbung ist bei Träger A eingegangen" in page
    assert "Antwort bis" in page


def test_withdrawing_asks_first_then_acts_once(client, organisation):
    application = make_application(organisation)
    open_link(client, application)

    assert client.get(address("withdraw", application)).status_code == 200
    assert Application.objects.get().state == "received"
    first = client.post(address("withdraw", application))
    second = client.post(address("withdraw", application))

    assert first.url == second.url == address("status", application)
    assert Application.objects.get().state == "withdrawn"
    assert OutboxRow.objects.filter(kind="volunteering.withdrawn").count() == 1
    assert "zurückgezogen" in client.get(first.url).content.decode()


def test_a_decided_application_cannot_be_withdrawn(client, organisation):
    application = make_application(organisation, state="declined")
    page = open_link(client, application).content.decode()

    client.post(address("withdraw", application))

    assert "Zurückziehen" not in page
    assert Application.objects.get().state == "declined"


def test_nobody_is_said_to_read_what_has_only_arrived(organisation):
    now = {}
    for state in ("received", "in_review"):
        stops = journey.stops(make_application(organisation, state=state))
        now[state] = [stop["title"] for stop in stops if stop["state"] == "current"]

    assert now == {
        "received": ["Ihre Bewerbung ist bei Träger A eingegangen"],
        "in_review": ["Träger A prüft Ihre Bewerbung"],
    }


OWN_VERBS = ("withdraw", "stop", "wake", "cancel_talk", "pause", "go_on", "answer")


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        ("received", {"withdraw"}),
        ("in_review", {"withdraw"}),
        ("query", {"withdraw", "answer"}),
        ("talk", {"withdraw", "cancel_talk"}),
        ("resting", {"withdraw", "wake"}),
        ("accepted", {"stop", "pause"}),
        ("declined", set()),
        ("withdrawn", set()),
    ],
)
def test_pages_of_own_verbs_answer_only_while_the_verb_is_possible(client, organisation, state, possible):
    application = make_application(organisation, state=state if state in MAKEABLE else "in_review")
    if state not in MAKEABLE:
        Application.objects.update(state=state)
    open_link(client, application)

    answers = {verb: client.get(address(verb, application), follow=True) for verb in OWN_VERBS}

    assert {verb for verb, answer in answers.items() if not answer.redirect_chain} == possible
    for verb in set(OWN_VERBS) - possible:
        assert "Das geht gerade nicht oder ist schon erledigt" in answers[verb].content.decode()


def test_a_course_place_is_given_back_once(client, organisation):
    application, run = accepted(organisation)
    open_link(client, application)
    place = Enrolment.objects.get()

    assert client.get(address("give_up_place", application, place.pk)).status_code == 200
    for _ in range(2):
        client.post(address("give_up_place", application, place.pk))

    assert CourseRun.objects.get(pk=run.pk).taken == 0
    assert Enrolment.objects.get().state == "given_up"
    assert OutboxRow.objects.filter(kind="volunteering.place_given_up").count() == 1


def test_nobody_gives_back_a_foreign_place(client, organisation):
    mine, _run = accepted(organisation)
    other, run = accepted(organisation)
    foreign = Enrolment.objects.get(volunteer=other.volunteer)
    open_link(client, mine)

    responses = [client.post(address("give_up_place", mine, pk)) for pk in (foreign.pk, 987654321)]

    assert [response.status_code for response in responses] == [404, 404]
    assert responses[0].content == responses[1].content
    assert CourseRun.objects.get(pk=run.pk).taken == 1


def test_somebody_who_stops_frees_the_place(client, organisation):
    application, run = accepted(organisation)
    open_link(client, application)

    assert client.get(address("stop", application)).status_code == 200
    for _ in range(2):
        client.post(address("stop", application))

    assert Volunteer.objects.get().state == "left"
    assert CourseRun.objects.get(pk=run.pk).taken == 0
    assert OutboxRow.objects.filter(kind="volunteering.left").count() == 1
    assert "machen nicht mehr mit" in client.get(address("status", application)).content.decode()


def test_confirming_is_a_button_not_a_get(client, organisation):
    application = make_application(organisation, state="unconfirmed")
    link = Link.objects.get(purpose=CONFIRM_LINK, object_key=str(application.key))

    page = client.get(reverse("sign_up:open_confirmation", args=[token(link)]), follow=True)
    assert page.status_code == 200
    assert Application.objects.get().state == "unconfirmed"
    confirmed = client.post(page.request["PATH_INFO"])
    opened_again = client.get(page.request["PATH_INFO"])
    again = client.post(page.request["PATH_INFO"])

    assert Application.objects.get().state == "received"
    assert client.get(confirmed.url).status_code == 200
    assert opened_again.status_code == 410
    assert "schon bestätigt" in opened_again.content.decode()
    assert again.url == confirmed.url
    assert OutboxRow.objects.filter(kind="volunteering.receipt").count() == 1


def test_an_expired_confirmation_says_what_to_do(client, organisation, time_machine):
    application = make_application(organisation, state="unconfirmed")
    link = Link.objects.get(purpose=CONFIRM_LINK, object_key=str(application.key))
    time_machine.move_to(timezone.now() + timedelta(days=8))

    response = client.get(reverse("sign_up:open_confirmation", args=[token(link)]))

    assert response.status_code == 410
    assert "Neu bewerben" in response.content.decode()


def test_a_scanner_that_opens_the_link_changes_nothing_for_the_person(client, organisation):
    application = make_application(organisation, state="unconfirmed")
    link = issue(CONFIRM_LINK, str(application.key), expires_at=None)
    path = reverse("sign_up:open_confirmation", args=[token(link)])
    Client().get(path, follow=True)

    page = client.get(path, follow=True)
    client.post(page.request["PATH_INFO"])

    assert Application.objects.get().state == "received"


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_a_lost_link_answers_the_same_for_any_address(client, organisation, deliver, known):
    application = make_application(organisation)
    deliver()
    email = application.email if known else "niemand@beispiel.example"

    response = client.post("/de/bewerbung/link/", {"email": email})

    assert response.url == "/de/bewerbung/link/gesendet/"
    assert OutboxRow.objects.filter(kind="volunteering.lost_link", recipient=email).count() == 1
    assert [mail.to for mail in deliver()] == ([[email]] if known else [])


def test_a_lost_link_of_an_unconfirmed_one_leads_to_its_confirmation(client, organisation, deliver):
    application = make_application(organisation, state="unconfirmed")
    deliver()

    client.post("/de/bewerbung/link/", {"email": application.email})

    body = deliver()[0].body
    assert "noch nicht bestätigt" in body
    page = client.get(re.search(r"http://testserver(/\S+)", body).group(1), follow=True)
    client.post(page.request["PATH_INFO"])
    assert Application.objects.get().state == "received"


def test_a_lost_link_is_not_sent_without_end(client, organisation):
    application = make_application(organisation)

    for _ in range(5):
        assert client.post("/de/bewerbung/link/", {"email": application.email.upper()}).status_code == 302

    # With the one that asked to confirm these are three.
    assert OutboxRow.objects.filter(kind="volunteering.lost_link").count() == 2


def test_a_second_tap_on_confirm_leads_to_the_status_page_too(client, organisation):
    application = make_application(organisation, state="unconfirmed")
    link = Link.objects.get(purpose=CONFIRM_LINK, object_key=str(application.key))
    page = client.get(reverse("sign_up:open_confirmation", args=[token(link)])).url
    before = client.cookies.copy()
    first = client.post(page)
    client.cookies = before  # the second tap left before the first answer came

    second = client.post(page)

    assert second.url == first.url == address("status", application)
    assert client.get(second.url).status_code == 200


def test_a_confirmation_that_was_used_long_ago_opens_nothing(client, organisation):
    application = make_application(organisation, state="unconfirmed")
    link = Link.objects.get(purpose=CONFIRM_LINK, object_key=str(application.key))
    page = client.get(reverse("sign_up:open_confirmation", args=[token(link)])).url
    client.post(page)
    Link.objects.filter(pk=link.pk).update(used_at=timezone.now() - timedelta(minutes=1))

    assert client.post(page).status_code == 410


def test_an_arranged_talk_is_not_called_silence(organisation):
    application = make_application(organisation, state="in_review")
    actor = Actor.staff(make_member(organisation))
    Application.objects.filter(pk=application.pk).update(promised_on=timezone.localdate() - timedelta(days=3))
    application.refresh_from_db()
    assert "hat sich nicht bis" in journey.sentence(application)

    soon = services.Appointment(timezone.now() + timedelta(days=3), 45, "place", "Rathaus")
    services.arrange_talk(application, actor=actor, appointment=soon)

    assert "Ihr Gespräch ist vereinbart" in journey.sentence(application)


@pytest.mark.asvs("14.3.1")
def test_a_shared_device_forgets_the_application_and_the_draft(client, organisation):
    application = make_application(organisation)
    open_link(client, application)
    client.post("/de/bewerbung/", {"ort-place": "65183", "go": "next"})
    status, page = f"/de/bewerbung/stand/{application.number}/", "/de/bewerbung/hier-schliessen/"
    assert page in client.get(status).content.decode()
    client.get(page)
    assert {name for name in client.cookies if name.startswith("vf_")} == {"vf_links", "vf_draft"}
    assert client.get(status).status_code == 200  # a GET forgets nothing

    done = client.post(page, follow=True).content.decode()

    assert "nichts mehr offen" in done
    assert client.get(status).status_code == 404
    assert not {name for name, one in client.cookies.items() if name.startswith("vf_") and one.value}


def test_a_shared_device_is_signed_out_too(client, organisation):
    client.force_login(make_member(organisation))

    client.post("/de/bewerbung/hier-schliessen/")

    assert "_auth_user_id" not in client.session
