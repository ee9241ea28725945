"""Who looked at a person's data: which pages write it down, who reads it, when it goes."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms_apps.privacy.models import AccessRecord
from cms_apps.privacy.services import delete_old_access, note_access
from cms_apps.volunteering import services
from cms_apps.volunteering.services.erasing import erase
from cms_apps.workflow.actors import Actor
from tests.accessibility.walks.people import Person, holder_of
from tests.architecture.world import make_world
from tests.factories.people import make_application, make_member

pytestmark = pytest.mark.django_db
DESK = "/de/schreibtisch/"


def written() -> list[tuple[str, str]]:
    return list(AccessRecord.objects.order_by("pk").values_list("object_key", "what"))


@pytest.fixture
def member(organisation):
    return make_member(organisation, first_name="Tamara", last_name="Vogel")


@pytest.fixture
def desk(client, member):
    client.force_login(member)
    return client


@pytest.fixture
def application(organisation, member):
    return make_application(organisation, state="accepted")


def case(application, page=""):
    return f"{DESK}bewerbungen/{application.number}/{page}"


def test_each_page_about_a_person_is_written_down(desk, organisation, member, application):
    waiting, same = (make_application(organisation, state="in_review") for _ in range(2))
    pages = {
        case(application): [application],
        f"{DESK}freiwillige/{application.volunteer_id}/": [application.volunteer],
        f"{DESK}freiwillige/{application.volunteer_id}/pausieren/": [application.volunteer],
        case(waiting, "notizen/"): [waiting],
        case(waiting, "zusagen/"): [waiting],
        case(waiting, "nachricht/"): [waiting],
        case(waiting, f"zusammenfuehren/{same.number}/"): [waiting, same],
    }
    for path, people in pages.items():
        AccessRecord.objects.all().delete()
        assert desk.get(path).status_code == 200

        assert written() == [(one.subject_key, "seen") for one in people], path
    row = AccessRecord.objects.first()
    assert (row.user, row.organisation, row.kind) == (member, organisation.name, "application")


def test_a_refused_button_shows_the_page_and_is_written_down(desk, application):
    assert desk.post(case(application, "pruefen/"), {"expected": "1"}).status_code == 409
    assert written() == [(application.subject_key, "seen")]
    assert desk.get(case(application, "pruefen/")).status_code == 302  # shows nobody
    assert len(written()) == 1


@pytest.mark.parametrize(
    "page", ["", "bewerbungen/", "bewerbungen/?stand=entschieden", "freiwillige/", "briefe/", "tabellen/"]
)
def test_lists_write_nothing(desk, application, page):
    assert desk.get(f"{DESK}{page}").status_code == 200
    assert written() == []


def test_nothing_is_written_of_what_was_not_shown(client, other_organisation, application):
    client.force_login(make_member(other_organisation))

    assert client.get(case(application)).status_code == 404
    assert written() == []


def test_a_letter_and_a_table_are_written_down_for_each_person(organisation, other_organisation):
    world = make_world(organisation, other_organisation)
    AccessRecord.objects.all().delete()

    assert world.coordinator.get(f"{DESK}briefe/{world.names['letter']}/").status_code == 200
    assert [what for _key, what in written()] == ["printed"]
    AccessRecord.objects.all().delete()
    world.coordinator.post(f"{DESK}tabellen/{organisation.pk}/bewerbungen/csv/")
    world.coordinator.post(f"{DESK}tabellen/{organisation.pk}/freiwillige/csv/")

    visible = organisation.applications.exclude(state__in=["unconfirmed", "parent_asked"])
    assert [key for key, what in written() if what == "exported"] == [
        *[one.subject_key for one in visible.order_by("pk")],
        *[one.subject_key for one in organisation.volunteers.order_by("pk")],
    ]


def statements(client, path) -> list[str]:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [one["sql"] for one in captured]


def test_writing_it_down_costs_one_statement(desk, application):
    for path in (case(application), f"{DESK}freiwillige/{application.volunteer_id}/"):
        ours = [sql for sql in statements(desk, path) if "privacy_accessrecord" in sql]
        assert [sql.split()[0] for sql in ours if sql.startswith("INSERT")] == ["INSERT"]
    assert not any("privacy_" in sql for sql in statements(desk, f"{DESK}bewerbungen/"))


def test_the_person_reads_it_without_names(desk, organisation, application):
    for _ in range(21):
        desk.get(case(application))
    desk.get(case(make_application(organisation)))
    holder = holder_of(Person(), application)

    page = holder.get(reverse("sign_up:download", args=[application.number])).content.decode()
    data = json.loads(holder.get(reverse("sign_up:download_file", args=[application.number, "json"])).content)

    assert "21 Zugriffe in den letzten 365 Tagen" in page
    assert page.count("angesehen</li>") == 20
    assert "Vogel" not in page
    assert len(data["data"]["access"]) == 21
    assert set(data["data"]["access"][0]) == {"organisation", "kind", "what", "at"}


def test_the_page_of_the_person_costs_the_same_for_more(desk, application):
    holder, path = holder_of(Person(), application), reverse("sign_up:download", args=[application.number])
    desk.get(case(application))
    one = len(statements(holder, path))
    for _ in range(3):
        desk.get(case(application))

    assert len(statements(holder, path)) == one


def test_it_goes_with_the_person_and_nothing_else_does(desk, organisation, member, application):
    stays = make_application(organisation)
    for path in (case(application), case(stays), f"{DESK}freiwillige/{application.volunteer_id}/"):
        desk.get(path)

    erase(application, actor=Actor.staff(member))

    assert written() == [(stays.subject_key, "seen")]


def test_it_goes_after_its_days(organisation, member):
    for days in (364, 366):
        note_access(member, organisation="Träger A", object_key=f"volunteer:{days}")
        past = timezone.now() - timedelta(days=days)
        AccessRecord.objects.filter(object_key=f"volunteer:{days}").update(at=past)

    assert delete_old_access() == 1
    assert written() == [("volunteer:364", "seen")]


def test_it_stays_when_the_member_leaves(organisation, member):
    note_access(member, organisation="Träger A", object_key="volunteer:1")
    member.delete()

    assert AccessRecord.objects.get().user is None


def test_what_became_part_of_another_is_erased_with_it(desk, organisation, member):
    main, gone = (make_application(organisation, state="in_review", last_name="Gleich") for _ in range(2))
    actor = Actor.staff(member)
    desk.get(case(gone))
    seen = services.merging.seen_of(main, gone)
    services.merge_applications(main, gone, actor=actor, expected=seen)
    main.refresh_from_db()

    erase(main, actor=actor)

    assert written() == []
