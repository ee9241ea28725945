"""The start page of the desk: what needs me today, and the way to it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.selectors import forget_lost
from cms_apps.volunteering import services
from cms_apps.volunteering.models import Application
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.factories.people import make_application, make_member, make_organisation

pytestmark = pytest.mark.django_db
START = "/de/schreibtisch/"


@pytest.fixture
def member(client, organisation):
    user = make_member(organisation, first_name="Tamara")
    client.force_login(user)
    return user


def numbers(few):
    return [line.number for line in few.lines]


def one_of_each(organisation, member):
    """An application for each list of the page, by the name of the list."""
    actor = Actor.staff(member)

    def in_review():
        return make_application(organisation, state="in_review")

    made = {"new": make_application(organisation), "overdue": in_review(), "mine": in_review()}
    Application.objects.filter(pk=made["overdue"].pk).update(
        promised_on=timezone.localdate() - timedelta(days=1)
    )
    services.assign([made["mine"]], actor=actor, to=member)
    made["news"] = services.ask(in_review(), actor=actor, text="Wann?")
    services.answer(made["news"], text="Montags.")
    soon, late = (timezone.now() + timedelta(days=days) for days in (2, 20))
    for name, at in (("talks", soon), ("late talk", late)):
        talk = services.Appointment(at, 45, "place", "Rathaus")
        made[name] = services.arrange_talk(in_review(), actor=actor, appointment=talk)
    made["lost"], made["planned"], made["failed"] = in_review(), in_review(), in_review()
    OutboxRow.objects.filter(subject_key=made["lost"].subject_key).update(status="bounced")
    forget_lost()
    for name in ("planned", "failed"):
        one = services.Plan(made[name], last_history_id(made[name]), "no_need", "Nein.")
        services.plan("decline", [one], actor=actor)
    made["failed"].planned.update(done_at=timezone.now(), problem="stale")
    return made


def test_each_list_holds_what_it_says(client, organisation, other_organisation, member):
    one_of_each(other_organisation, make_member(other_organisation))
    made = one_of_each(organisation, member)
    make_application(organisation, state="parent_asked", parent_name="Nour", parent_email="")

    page = client.get(START)
    today = page.context["today"]

    for name in ("new", "overdue", "mine", "news", "talks", "lost", "planned", "failed"):
        assert numbers(getattr(today, name)) == [made[name].number], name
    assert today.letters == 1
    assert "Nour" not in page.content.decode()


def test_each_way_leads_to_just_those(client, organisation, member):
    made = one_of_each(organisation, member)

    for word, name in (
        ("ueberfaellig", "overdue"),
        ("neu", "new"),
        ("meine", "mine"),
        ("nachrichten", "news"),
    ):
        address = f"{START}bewerbungen/?zeige={word}"
        assert f'href="{address}"' in client.get(START).content.decode()
        assert [row.number for row in client.get(address).context["page"].rows] == [made[name].number]


def test_only_the_first_few_are_shown_and_all_are_counted(client, organisation, member):
    for _ in range(7):
        application = make_application(organisation)
        application.messages.create(from_team=False, text="Hallo")

    today = client.get(START).context["today"]

    assert (len(today.new.lines), len(today.news.lines), today.news.total) == (5, 5, 7)


def test_an_empty_desk_says_so(client, member):
    assert "Heute wartet nichts auf Sie" in client.get(START).content.decode()


def test_the_centre_has_the_same_start_page(client):
    centre = make_organisation("Zentrum", centre=True)
    application = make_application(centre, place_typed="99999")
    client.force_login(make_member(centre))

    assert numbers(client.get(START).context["today"].new) == [application.number]


def test_the_page_costs_the_same_for_more(client, organisation, member, django_assert_num_queries, settings):
    session = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1
    one_of_each(organisation, member)
    client.get(START)
    with django_assert_num_queries(16 + session):
        client.get(START)
    one_of_each(organisation, member)
    forget_lost()
    client.get(START)
    with django_assert_num_queries(16 + session):
        client.get(START)
