"""Contact data and what people wrote themselves open by a click of each member; on every page of the desk.

Open without a click stay: messages, for they are the talk between both sides; the table that a team has just
uploaded itself; and a table that is taken out, which is written down for each person.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms_apps.privacy.models import AccessRecord
from cms_apps.volunteering import services
from cms_apps.volunteering.models import Application
from cms_apps.volunteers.models import Volunteer
from tests.architecture.access_table import TABLE
from tests.architecture.world import make_world
from tests.factories.people import make_application, make_member
from tests.papers import text_of

pytestmark = pytest.mark.django_db
MARKS = re.compile(
    r"amal\d+@beispiel|0611 ?555 ?0199|etwas zurückgeben|Wunschmarke|Antwortmarke|Elternmarke|eltern@marke"
)
OPENED = ("", "e-mail/", "gespraech/", "zusammenfuehren/{other}/")


def marks(response) -> set[str]:
    if response.headers.get("Content-Type", "") == "application/pdf":
        return set(MARKS.findall(text_of(response.content)))
    return set(MARKS.findall(response.content.decode(errors="replace")))


def case(application, page=""):
    return f"/de/schreibtisch/bewerbungen/{application.number}/{page}"


@pytest.fixture
def member(organisation):
    return make_member(organisation)


@pytest.fixture
def desk(client, member):
    client.force_login(member)
    return client


@pytest.fixture
def world(organisation, other_organisation):
    """Marks in all that is closed, and every application in a state in which it may be opened."""
    world = make_world(organisation, other_organisation)
    answers = [{"question": 1, "label": "Woher?", "value": "Antwortmarke"}]
    Application.objects.filter(state="received").update(state="in_review")
    Application.objects.filter(state__in=["in_review", "accepted"]).update(
        talk_wish="Wunschmarke", extra_answers=answers, phone="0611 555 0199",
        parent_name="Elternmarke", parent_email="eltern@marke.example", parent_agreed_at=timezone.now(),
    )  # fmt: skip
    return world


def pages(world) -> list[str]:
    """Every address of the desk and the centre."""
    rows = [row.path for row in TABLE if row.path.startswith(("/de/schreibtisch", "/de/leitstelle"))]
    return [path.format(**world.names) for path in rows]


def found(client, world) -> dict[str, set[str]]:
    return {path: seen for path in pages(world) if (seen := marks(client.get(path)))}


@pytest.mark.asvs("8.2.3", "15.3.1")
def test_no_page_of_the_desk_shows_it_before_the_click_or_to_others(world, organisation):
    client, names = world.coordinator, world.names
    assert len(pages(world)) > 60
    assert found(client, world) == {}

    for number in (names["number"], names["other"]):
        client.post(f"/de/schreibtisch/bewerbungen/{number}/kontakt/")
    client.post(f"/de/schreibtisch/freiwillige/{names['volunteer']}/kontakt/")

    after = found(client, world)
    main = f"/de/schreibtisch/bewerbungen/{names['number']}/"
    assert {main + page.format(**names) for page in OPENED} <= set(after)
    assert f"/de/schreibtisch/freiwillige/{names['volunteer']}/" in after
    assert len(after[main]) == 8  # the number stands there as text and as a link
    client.force_login(make_member(organisation))
    assert found(client, world) == {}


def test_it_closes_after_some_hours(desk, organisation, member):
    application = make_application(organisation, state="in_review")
    desk.post(case(application, "kontakt/"))
    assert application.email in desk.get(case(application)).content.decode()

    with time_machine.travel(timezone.now() + timedelta(hours=11), tick=False):
        assert marks(desk.get(case(application)))
    with time_machine.travel(timezone.now() + timedelta(hours=13), tick=False):
        desk.force_login(member)  # the session itself has ended by now
        page = desk.get(case(application))

    assert not marks(page)
    assert "Kontaktdaten anzeigen" in page.content.decode()


def test_the_click_is_written_down_and_leads_back(desk, organisation, member):
    application = make_application(organisation, state="in_review")

    assert desk.get(case(application, "kontakt/")).url == f"{case(application)}#kontakt"
    assert not AccessRecord.objects.exists()
    assert desk.post(case(application, "kontakt/")).url == f"{case(application)}#kontakt"

    row = AccessRecord.objects.get()
    assert (row.user, row.what, row.object_key) == (member, "contact", application.subject_key)


@pytest.mark.parametrize("state", ["received", "declined", "withdrawn"])
def test_where_it_is_closed_the_click_opens_nothing(desk, organisation, state):
    application = make_application(organisation, state=state)

    assert "Kontaktdaten anzeigen" not in desk.get(case(application)).content.decode()
    AccessRecord.objects.all().delete()
    desk.post(case(application, "kontakt/"))

    assert not AccessRecord.objects.exists()
    assert not marks(desk.get(case(application)))


def test_given_back_it_is_closed_although_it_was_opened(desk, organisation):
    application = make_application(organisation, state="in_review")
    desk.post(case(application, "kontakt/"))
    Application.objects.filter(pk=application.pk).update(state="received")

    assert not marks(desk.get(case(application)))


def test_strangers_open_nothing(client, organisation, other_organisation):
    application = make_application(organisation, state="accepted")
    client.force_login(make_member(other_organisation))

    assert client.post(case(application, "kontakt/")).status_code == 404
    assert client.post(f"/de/schreibtisch/freiwillige/{application.volunteer_id}/kontakt/").status_code == 404
    assert not AccessRecord.objects.exists()


def test_whoever_left_is_closed(desk, organisation, member):
    volunteer = make_application(organisation, state="accepted").volunteer
    path = f"/de/schreibtisch/freiwillige/{volunteer.pk}/"
    desk.post(f"{path}kontakt/")
    assert volunteer.email in desk.get(path).content.decode()
    services.stop_volunteering(volunteer.application)

    assert not marks(desk.get(path))
    assert Volunteer.objects.get().state == "left"
    AccessRecord.objects.all().delete()
    desk.post(f"{path}kontakt/")
    assert not AccessRecord.objects.exists()


def test_one_opened_does_not_open_another(desk, organisation):
    one, other = (make_application(organisation, state="in_review") for _ in range(2))
    desk.post(case(one, "kontakt/"))

    assert marks(desk.get(case(one)))
    assert not marks(desk.get(case(other)))


def test_a_table_needs_no_click_but_names_everybody_whom_it_holds(desk, organisation):
    application = make_application(organisation, state="in_review")

    file = desk.post(f"/de/schreibtisch/tabellen/{organisation.pk}/bewerbungen/csv/")

    assert application.email in file.content.decode("utf-8-sig")
    assert [(row.what, row.object_key) for row in AccessRecord.objects.all()] == [
        ("exported", application.subject_key)
    ]
