"""Whoever is declined learns who else near by takes people, as it is at that moment."""

import pytest

from cms_apps.courses.selectors import offers_near
from cms_apps.places.models import PostalArea
from cms_apps.volunteering import services
from cms_apps.volunteering.selectors import other_offers
from cms_apps.workflow.actors import Actor
from tests.factories.people import (
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_run,
)
from tests.volunteering.test_life import open_status

pytestmark = pytest.mark.django_db
# Where these postal codes lie; the person lives at the first.
POINTS = {"65183": (50.08, 8.24), "65185": (50.10, 8.24), "55246": (50.04, 8.27), "60311": (50.11, 8.68), "34117": (51.32, 9.49)}  # fmt: skip


@pytest.fixture
def land(organisation, municipality):
    for number, (code, (latitude, longitude)) in enumerate(POINTS.items()):
        if code != "65183":
            make_municipality(f"Ort {code}", code=code, ags=f"0650{number}")
        PostalArea.objects.filter(code=code).update(latitude=latitude, longitude=longitude)
    return municipality


@pytest.fixture
def declined(organisation, land):
    return make_application(organisation, state="declined")


def names(application):
    return [one.near.organisation.name for one in other_offers(application)]


def test_the_three_nearest_who_take_people_the_nearest_first(declined, land):
    make_organisation("Weit", office_code="34117")
    make_organisation("Dritter", office_code="60311")
    make_organisation("Erster", office_code="65185")
    make_organisation("Zweiter", office_code="55246")
    make_organisation("Vierter, ohne Büro", serves=land)

    assert names(declined) == ["Erster", "Zweiter", "Dritter"]


def test_who_takes_nobody_the_centre_and_who_declined_are_no_offer(declined, land):
    make_organisation("Zu", office_code="65185", accepts_applications=False)
    make_organisation("Zentrum", office_code="65185", centre=True)
    make_organisation("Weit weg", office_code="34117")
    declined.organisation.office_code = "65183"
    declined.organisation.save()

    assert names(declined) == []


def test_who_serves_the_place_is_offered_wherever_the_office_is(declined, land):
    make_organisation("Fern, aber zuständig", serves=land, office_code="34117")
    make_organisation("Ohne Büro", serves=land)

    found = other_offers(declined)

    assert [(one.near.organisation.name, one.near.serves, one.near.kilometres) for one in found] == [
        ("Fern, aber zuständig", True, 164),
        ("Ohne Büro", True, None),
    ]


def test_an_offer_names_the_next_course_of_its_own(declined):
    near = make_organisation("Nah", office_code="65185")
    make_run(make_organisation("Zentrum", centre=True), in_days=5)
    assert other_offers(declined)[0].run is None

    make_run(near, in_days=40, title="Späterer Kurs")
    make_run(near, in_days=20, title="Kurs im Mai")

    assert other_offers(declined)[0].run.title == "Kurs im Mai"


def test_a_place_that_nobody_knows_has_no_offers(land):
    make_organisation("Nah", office_code="65185")

    assert offers_near(None, code="", within=50, without=0) == []
    assert [one.near.organisation.name for one in offers_near(None, code="65183", within=50, without=0)] == [
        "Nah"
    ]


def test_three_queries_however_many_there_are(declined, django_assert_num_queries):
    for number in range(5):
        make_run(make_organisation(f"Träger {number}", office_code="65185"))

    other_offers(declined)  # parameters are cached
    with django_assert_num_queries(3):
        assert len(other_offers(declined)) == 3


def test_page_and_mail_show_them_live(client, organisation, land, deliver):
    host = make_organisation("Nah", office_code="65185", phone="0611 555 0777", email="nah@traeger.example")
    make_run(host, title="Kurs im Mai")
    make_organisation("Zuständig", serves=land)
    application = make_application(organisation, state="in_review")
    deliver()

    services.decline(
        application, actor=Actor.staff(make_member(organisation)), reason="no_need", message="Zurzeit nicht."
    )
    (mail,) = deliver()
    page = open_status(client, application).content.decode()

    for text in (mail.body, page):
        assert "Nah" in text
        assert "etwa 2 km Luftlinie" in text
        assert "0611 555 0777" in text
        assert "Kurs im Mai" in text
        assert "Zuständig" in text
    assert page.count("Hier bewerben") == 1  # the other one does not serve the place
    assert "Fragen Sie dort nach, ob Sie mitmachen können." in page

    host.accepts_applications = False
    host.save()
    assert "Kurs im Mai" not in client.get(f"/de/bewerbung/stand/{application.number}/").content.decode()


def test_where_there_is_nobody_the_centre_helps(client, declined, deliver):
    page = open_status(client, declined).content.decode()
    mail = deliver()[-1]

    for text in (mail.body, page):
        assert "0611 555 0100" in text
    assert "Andere Träger finden Sie auf unserer Seite" in mail.body
    assert "Vielleicht passt es hier" in page
