"""Filters and finding at the desk: what is found, and that no name gets into an address."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from cms_apps.foundation.sorting import sort_key
from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering import services
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import PAGE_SIZE, Wanted, queue_page
from cms_apps.volunteering.selectors.applications import applications_at
from cms_apps.volunteering.selectors.wanted import narrowed
from cms_apps.volunteering.services.messages import write_to_team
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member, make_municipality, make_run

pytestmark = pytest.mark.django_db
QUEUE = "/de/schreibtisch/bewerbungen/"


@pytest.fixture
def member(client, organisation):
    user = make_member(organisation)
    client.force_login(user)
    return user


def find(client, **typed):
    return client.post(QUEUE, typed)


def found(client, **typed):
    answer = client.get(find(client, **typed).url)
    return sorted(row.name.split()[0] for row in answer.context["page"].rows)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("am", ["Amal", "Amélie"]),
        ("AMELIE", ["Amélie"]),
        ("müll", ["Amal"]),
        ("mull", ["Amal"]),
        ("Müller, Amal", ["Amal"]),
        ("amal mül", ["Amal"]),
        ("ünal", ["Zeynep"]),
        ("sarikaya", ["Deniz"]),
        ("سار", ["سارة"]),
        ("al", []),
        ("%", []),
        ("' OR 1=1", []),
    ],
)
def test_the_beginning_of_either_name_finds(client, organisation, member, words, names):
    for first, last in (
        ("Amal", "Müller"),
        ("Amélie", "Osei"),
        ("Zeynep", "Ünal"),
        ("سارة", "خالد"),
        ("Deniz", "Sarıkaya"),
    ):
        make_application(organisation, first_name=first, last_name=last)

    assert found(client, words=words) == sorted(names)


@pytest.mark.asvs("14.2.1")
def test_what_was_typed_is_in_no_address(client, organisation, member):
    make_application(organisation, first_name="Geheimname")

    address = find(client, words="Geheimname").url

    assert "eheim" not in address
    page = client.get(address)
    assert 'value="Geheimname"' in page.content.decode()
    assert "Alle Filter aufheben" in page.content.decode()


def test_a_key_of_somebody_else_finds_nothing_of_theirs(client, organisation, member):
    make_application(organisation, first_name="Amal")
    address = find(client, words="zzz").url
    client.force_login(make_member(organisation))

    assert len(client.get(address).context["page"].rows) == 1


def test_a_whole_number_leads_to_its_application(client, organisation, other_organisation, member):
    own, foreign = make_application(organisation), make_application(other_organisation)

    assert find(client, words=own.number.lower().replace("-", " ")).url == f"{QUEUE}{own.number}/"
    assert found(client, words=foreign.number) == []


def test_a_decided_person_is_found_too(client, organisation, member):
    make_application(organisation, first_name="Amal", state="declined")

    assert found(client, words="amal") == ["Amal"]


def test_each_filter_narrows(client, organisation, member):
    run, elsewhere = make_run(organisation), make_municipality("Anderswo", code="34117", ags="06611")
    by_run = make_application(organisation, first_name="Kurs", course_wish="run", wished_run_id=run.pk)
    by_place = make_application(organisation, first_name="Ort")
    by_place.municipality = elsewhere
    by_place.save()
    by_state = make_application(organisation, first_name="Stand", state="in_review")
    late = make_application(organisation, first_name="Spaet")
    Application.objects.filter(pk=late.pk).update(promised_on=timezone.localdate() - timedelta(days=1))
    by_language = make_application(organisation, first_name="Sprache")
    by_language.languages.update(code="ti")
    services.assign([by_run], actor=Actor.staff(member), to=member)
    write_to_team(by_state, text="Hallo")

    assert found(client, run=run.pk) == ["Kurs"]
    assert found(client, place=elsewhere.pk) == ["Ort"]
    assert found(client, state="in_review") == ["Stand"]
    assert found(client, state="overdue") == ["Spaet"]
    assert found(client, state="news") == ["Stand"]
    assert found(client, language="ti") == ["Sprache"]
    assert found(client, assigned="mine") == ["Kurs"]
    assert "Kurs" not in found(client, assigned="nobody")
    assert found(client, assigned="mine", state="in_review") == []
    assert [row.name.split()[0] for row in client.get(f"{QUEUE}?zeige=meine").context["page"].rows] == [
        "Kurs"
    ]


def test_a_choice_that_is_not_there_is_refused_and_shown(client, organisation, member):
    make_application(organisation)

    answer = find(client, state="unconfirmed", words="Amal")

    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"state"}
    assert 'value="Amal"' in answer.content.decode()


def test_filters_stay_while_paging(client, organisation, member):
    for _ in range(PAGE_SIZE + 2):
        make_application(organisation, first_name="Amal")
    make_application(organisation, first_name="Berta")

    first = client.get(find(client, words="amal").url)
    second = client.get(QUEUE + first.context["next_url"])

    shown = [row.number for page in (first, second) for row in page.context["page"].rows]
    assert len(shown) == len(set(shown)) == PAGE_SIZE + 2
    assert second.context["next_url"] == ""


def test_the_name_follows_when_it_is_corrected(organisation):
    application = make_application(organisation, first_name="Amal", last_name="Müller")
    assert (application.name_key, application.last_name_key) == ("amal muller", "muller amal")

    application.last_name = "Weiß"
    application.save()

    application.refresh_from_db()
    assert application.last_name_key == sort_key("Weiß Amal")


def test_finding_a_name_reads_an_index(organisation):
    # With a handful of rows every index that begins with the organisation is as good as another.
    Application.objects.bulk_create(
        Application(
            organisation=organisation, draft_key=uuid4(), first_name=f"Vor{number}", last_name=f"Nach{number}"
        )
        for number in range(2000)
    )
    rows = narrowed(applications_at([organisation]), Wanted(words="amal"), None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE volunteering_application")

    plan = rows.explain()

    assert "desk_name_key" in plan
    assert "desk_last_name_key" in plan


def test_a_found_page_costs_the_same_for_more_rows(organisation, django_assert_num_queries):
    def look(count):
        with django_assert_num_queries(count):
            queue_page(organisations, shelf="all", after="", wanted=Wanted(words="am", language="ar"))

    organisations = list(HostOrganisation.objects.filter(pk=organisation.pk))
    make_application(organisation)
    queue_page(organisations, shelf="all", after="")  # whether a mail was lost is known for a while
    look(2)
    make_application(organisation)
    make_application(organisation)
    queue_page(organisations, shelf="all", after="")  # whether a mail was lost is known for a while
    look(2)
