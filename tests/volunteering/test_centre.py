"""The centre sees which promises were missed for long, and nobody's data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import escalated_page
from cms_apps.volunteering.ticks import escalate
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member, make_organisation
from tests.volunteering.test_life import at

pytestmark = pytest.mark.django_db
PAGE = "/de/leitstelle/ueberfaellig/"


@pytest.fixture
def centre():
    return make_organisation("Zentrum", centre=True, email="zentrum@vielfalt.example")


@pytest.fixture
def reader(client, centre):
    """A member of the centre who may not decide anything."""
    client.force_login(make_member(centre, role="reader"))
    return client


@pytest.fixture
def late(organisation, centre):
    make_member(organisation)
    with at():
        application = make_application(organisation)
    with at(days=17):
        assert escalate() == 1
    return application


def numbers(client) -> list[str]:
    return [row.number for row in client.get(PAGE).context["page"].rows]


def test_a_row_says_whom_to_ask_about_which_number_and_nothing_of_the_person(reader, late):
    late.refresh_from_db()
    page = reader.get(PAGE).content.decode()

    for word in (
        late.number,
        "Träger A",
        "0611 555 0101",
        "team@traeger.example",
        "22.\N{NO-BREAK SPACE}Juni 2026",
    ):
        assert word in page
    secrets = (late.first_name, late.last_name, late.email, late.phone, "Musterstadt", late.motivation)
    assert [word for word in secrets if word in page] == []
    assert f"bewerbungen/{late.number}" not in page


def test_what_is_answered_stopped_or_not_escalated_is_not_there(reader, late, organisation):
    make_application(organisation)
    assert numbers(reader) == [late.number]
    actor = Actor.staff(organisation.memberships.first().user)
    services.take_into_review(late, actor=actor)
    assert numbers(reader) == [late.number]

    services.ask(late, actor=actor, text="Wann?")
    assert numbers(reader) == []
    services.take_back_question(late, actor=actor)
    Application.objects.update(promised_on=timezone.localdate())
    assert numbers(reader) == []


def test_only_the_centre_has_this_page(client, late, organisation):
    coordinator = organisation.memberships.first().user
    client.force_login(coordinator)
    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.get("/de/schreibtisch/").content.decode()

    assert escalated_page(coordinator, after="").rows == []
    client.force_login(make_member(make_organisation("Ehemals", kind="agency"), is_active=False))
    assert client.get(PAGE).status_code == 302


def test_the_mail_leads_there_and_the_desk_too(reader, late):
    row = OutboxRow.objects.get(kind=mails.ESCALATED)

    assert f"http://testserver{PAGE}" in handler_of(row.kind).render(row).body
    assert PAGE in reader.get("/de/schreibtisch/").content.decode()


def test_pages_are_flat_and_lead_on(reader, late, organisation):
    def look():
        with CaptureQueriesContext(connection) as captured:
            page = reader.get(PAGE).context["page"]
        costs.append(len(captured))
        return page

    costs: list[int] = []
    numbers(reader)
    page = look()
    assert (len(page.rows), page.next_after) == (1, "")
    for _ in range(25):
        make_application(organisation)
    Application.objects.update(promised_on=late.promised_on, escalated_at=timezone.now())

    page = look()
    rest = reader.get(PAGE, {"nach": page.next_after}).context["page"]
    assert costs[0] == costs[1] <= 6  # one less where sessions lie in a cache
    assert (len(page.rows), len(rest.rows)) == (25, 1)
    assert not {row.number for row in page.rows} & {row.number for row in rest.rows}
    assert reader.get(PAGE, {"nach": "x~1"}).status_code == 200
