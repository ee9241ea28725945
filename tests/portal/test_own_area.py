"""Mein Bereich: what belongs to the proved address of an account, and nothing else."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms_apps.accounts.mailboxes import prove
from cms_apps.accounts.models import User
from cms_apps.enrolments.services import take_place
from cms_apps.volunteering import services
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import own_applications
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.selectors import volunteers_of_address
from cms_apps.workflow.actors import Actor
from tests.factories.courses import make_certificate
from tests.factories.people import make_application, make_member, make_run, make_user
from tests.statements import with_session

pytestmark = pytest.mark.django_db
AREA, ASK = "/de/mein-bereich/", "/de/konto/anmelden/code/"
ADDRESS = "amal@vielfalt.example"


def status(application) -> str:
    return f"/de/bewerbung/stand/{application.number}/"


def signed_in(client, user):
    """As after the code: the address is proved."""
    prove(user, user.email)
    client.force_login(user)
    return client


def by_code(client, deliver):
    """The whole way, as people go it."""
    asked = client.post(client.get(AREA).url, {"email": ADDRESS, "next": AREA})
    (message,) = deliver()
    code = re.search(r"\d{4}-\d{4}", message.body).group()
    return client.post(asked.url, {"code": code, "next": AREA})


@pytest.fixture
def user(client):
    user = make_user("amal", by_code=True)
    signed_in(client, user)
    return user


def page(client) -> str:
    response = client.get(AREA)
    assert response.status_code == 200
    assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))
    return response.content.decode()


def test_whoever_is_not_signed_in_is_asked_for_an_address_and_comes_back(client, organisation, deliver):
    response = client.get(AREA)

    assert response.url == f"{ASK}?next={AREA}"


def test_it_shows_each_application_with_its_name_and_opens_its_status(client, organisation, user):
    first = make_application(organisation, email=ADDRESS, first_name="Amal")
    second = make_application(organisation, email=ADDRESS.upper(), first_name="Karim", state="in_review")

    html = page(client)

    for one in (first, second):
        assert one.full_name in html
        assert f'href="{status(one)}"' in html
        assert client.get(status(one)).status_code == 200
    assert "prüft Ihre Bewerbung" in html


def test_it_says_what_the_person_does_next(client, organisation, user):
    application = make_application(organisation, email=ADDRESS)
    Application.objects.filter(pk=application.pk).update(state="query")

    assert "<strong>Öffnen Sie den Stand und antworten Sie.</strong>" in page(client)


def test_whoever_takes_part_stands_there_once(client, organisation, user):
    application = make_application(organisation, email=ADDRESS, state="accepted")

    html = page(client)

    assert html.count(f'href="{status(application)}"') == 1
    assert "Ihr Ehrenamt" in html
    assert "Ihre Bewerbungen" not in html
    assert "Sie bereiten sich bei Träger A auf Ihr Ehrenamt vor." in html


def test_courses_and_certificates_of_each_place(client, organisation, user):
    application = make_application(organisation, email=ADDRESS, state="accepted")
    run = make_run(organisation, title="Kurs mit Platz")
    place = take_place(application.volunteer, run, actor=Actor.system())
    full = make_run(organisation, title="Voller Kurs", capacity=1)
    take_place(make_application(organisation, state="accepted").volunteer, full, actor=Actor.system())
    take_place(application.volunteer, full, actor=Actor.system(), or_wait=True)
    paper = make_certificate(place)

    html = page(client)

    assert "Kurs mit Platz</span>: angemeldet" in html
    assert "Voller Kurs</span>: Platz 1 der Warteliste" in html
    assert f'href="{status(application)}zertifikat/{paper.pk}/"' in html
    assert f'href="{status(application)}meine-daten/"' in html


def test_whoever_takes_part_without_an_application_sees_whom_to_call(client, organisation, user):
    make_application(organisation, email=ADDRESS, state="accepted")
    Application.objects.all().delete()
    assert Volunteer.objects.filter(email=ADDRESS).exists()

    assert organisation.email in page(client)


def test_whoever_has_left_sees_that(client, organisation, user):
    application = make_application(organisation, email=ADDRESS, state="accepted")
    services.stop_volunteering(application)

    html = page(client)

    assert "Sie machen nicht mehr mit. Danke für Ihre Zeit." in html
    assert "Ihr Ehrenamt" not in html


def test_no_address_has_no_applications_though_those_on_paper_have_none(organisation):
    application = make_application(organisation, email=ADDRESS, state="accepted")
    Application.objects.filter(pk=application.pk).update(email="")
    Volunteer.objects.update(email="")

    assert own_applications("") == []
    assert volunteers_of_address("") == []


def test_look_alike_of_the_address_is_missing(client, organisation):
    """PostgreSQL takes a dotless "ı" for "I" when it compares without case; a mail server does not."""
    alike = make_application(organisation, email="dına@vielfalt.example", state="accepted")
    signed_in(client, make_user("dina"))

    assert "Hier steht zurzeit nichts" in page(client)
    assert client.get(status(alike)).status_code == 404


def test_foreign_unconfirmed_and_nobodys_are_missing(client, organisation, user):
    foreign = make_application(organisation, email="fremd@vielfalt.example")
    unconfirmed = make_application(organisation, email=ADDRESS, state="unconfirmed")
    on_paper = make_application(organisation, email="papier@vielfalt.example")
    Application.objects.filter(pk=on_paper.pk).update(email="")

    html = page(client)

    for one in (foreign, unconfirmed, on_paper):
        assert one.number not in html
        assert client.get(status(one)).status_code == 404


def test_account_whose_address_was_not_proved_sees_nothing(client, organisation):
    application = make_application(organisation, email=ADDRESS)
    paper = make_application(organisation, email="papier@vielfalt.example")
    Application.objects.filter(pk=paper.pk).update(email="")
    client.force_login(make_user("amal"))

    html = page(client)

    assert "noch nicht bestätigt" in html
    for one in (application, paper):
        assert one.number not in html
        assert client.get(status(one)).status_code == 404


def test_address_that_was_changed_in_the_admin_opens_nothing(client, organisation, user):
    application = make_application(organisation, email="fremd@vielfalt.example")
    User.objects.filter(pk=user.pk).update(email="fremd@vielfalt.example")

    assert application.number not in page(client)
    assert client.get(status(application)).status_code == 404


def test_status_closes_with_the_sign_out(client, organisation, user):
    application = make_application(organisation, email=ADDRESS)
    assert client.get(status(application)).status_code == 200

    client.post("/de/konto/abmelden/")

    assert client.get(status(application)).status_code == 404


def test_what_can_be_done_by_link_can_be_done_signed_in(client, organisation, user):
    application = make_application(organisation, email=ADDRESS)

    client.post(f"{status(application)}zurueckziehen/")

    application.refresh_from_db()
    assert application.state == "withdrawn"


def test_empty_area_says_why(client, user):
    html = page(client)

    assert "Hier steht zurzeit nichts" in html
    assert "/de/bewerbung/" in html


def test_own_sessions_can_be_ended(client, organisation, deliver):
    make_application(organisation, email=ADDRESS)
    deliver()
    other = Client(headers={"user-agent": "Anderes Telefon"})
    for one in (other, client):
        by_code(one, deliver)

    html = page(client)
    (path,) = re.findall(r'action="(/de/konto/sicherheit/abmelden/\d+/)"', html)
    assert "Anderes Telefon" in html
    client.post(path)

    assert other.get(AREA).status_code == 302
    assert client.get(AREA).status_code == 200


def test_as_many_queries_for_three_as_for_one(client, organisation, user):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            page(client)
        return len(queries)

    def one_of_each():
        make_application(organisation, email=ADDRESS)
        make_application(organisation, email=ADDRESS, state="accepted")

    one_of_each()
    page(client)
    first = cost()
    one_of_each()
    one_of_each()

    assert cost() == first == with_session(8)


def test_door_leads_volunteers_there_and_members_to_the_desk(client, organisation, user):
    assert client.get("/de/konto/").url == AREA

    client.force_login(make_member(organisation))

    assert client.get("/de/konto/").url == "/de/schreibtisch/"


def test_code_leads_back_to_where_somebody_wanted_to_go(client, organisation, deliver):
    make_application(organisation, email=ADDRESS)
    deliver()

    response = by_code(client, deliver)

    assert response.url == AREA
    assert "Ihre Bewerbungen" in page(client)


def test_pages_of_the_sign_up_name_the_way(client, organisation):
    for path in ("/de/bewerbung/link/", "/de/bewerbung/stand/AAA-AAA/"):
        assert f'href="{ASK}">Mit Code anmelden</a>' in client.get(path).content.decode()
