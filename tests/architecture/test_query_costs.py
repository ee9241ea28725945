"""Lists cost the same number of queries at one and at three rows (design.md rule 12)."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms_apps.content.models import Topic
from cms_apps.organisations.models import HostOrganisation
from cms_apps.pages.models import NewsIndexPage, NewsPage
from cms_apps.places.models import Municipality
from tests.factories.people import (
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_run,
)

pytestmark = pytest.mark.slow


def cost(client, path: str) -> int:
    """Queries of a page whose caches are warm."""
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(path)
    assert response.status_code == 200
    return len(captured)


def add_news(title: str) -> Page:
    index = NewsIndexPage.objects.get()
    topic, _ = Topic.objects.get_or_create(title="Ehrenamt", slug="ehrenamt", locale=index.locale)
    page = NewsPage(title=title, lead="Zwölf Menschen fangen an.", topic=topic, locale=index.locale)
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def add_organisation(name: str) -> HostOrganisation:
    number = HostOrganisation.objects.count()
    place = make_municipality(f"Ort {number}", code=f"3500{number}", ags=f"0653{number}")
    return make_organisation(name, serves=place)


def test_queue_of_waiting_applications_is_flat(client, site, organisation):
    client.force_login(make_member(organisation))
    make_application(organisation)
    one = cost(client, "/de/schreibtisch/bewerbungen/")

    make_application(organisation, course_wish="run", wished_run_id=make_run(organisation).pk)
    make_application(organisation)

    assert cost(client, "/de/schreibtisch/bewerbungen/") == one


def test_queue_of_decided_applications_is_flat(client, site, organisation):
    client.force_login(make_member(organisation))
    make_application(organisation, state="declined")
    one = cost(client, "/de/schreibtisch/bewerbungen/?stand=entschieden")

    make_application(organisation, state="accepted")
    make_application(organisation, state="withdrawn")

    assert cost(client, "/de/schreibtisch/bewerbungen/?stand=entschieden") == one


def test_queue_of_several_organisations_is_flat(client, site, organisation, other_organisation):
    user = make_member(organisation)
    other_organisation.memberships.create(user=user, role="coordinator")
    client.force_login(user)
    make_application(organisation)
    one = cost(client, "/de/schreibtisch/bewerbungen/")

    make_application(other_organisation)
    make_application(other_organisation)

    assert cost(client, "/de/schreibtisch/bewerbungen/") == one


def test_found_applications_are_flat(client, site, organisation):
    client.force_login(make_member(organisation))
    make_application(organisation)
    found = client.post("/de/schreibtisch/bewerbungen/", {"words": "Amal", "language": "ar"}).url
    one = cost(client, found)

    make_application(organisation)
    make_application(organisation, state="declined")

    assert cost(client, found) == one


def test_start_page_of_the_desk_is_flat(client, site, organisation):
    client.force_login(make_member(organisation))
    make_application(organisation)
    one = cost(client, "/de/schreibtisch/")

    make_application(organisation)
    make_application(organisation)

    assert cost(client, "/de/schreibtisch/") == one


def test_list_of_organisations_is_flat(client, site):
    add_organisation("Träger 1")
    one = cost(client, "/de/traeger/")

    add_organisation("Träger 2")
    add_organisation("Träger 3")

    assert cost(client, "/de/traeger/") == one


def test_list_of_news_is_flat(client, site):
    add_news("Meldung 1")
    one = cost(client, "/de/aktuelles/")

    add_news("Meldung 2")
    add_news("Meldung 3")

    assert cost(client, "/de/aktuelles/") == one


def test_choice_of_organisations_and_courses_is_flat(client, site, organisation, municipality):
    start = client.post("/de/bewerbung/", {"ort-place": "65183"}).url.removesuffix("#auswahl")
    one = cost(client, start)

    for name in ("Träger C", "Träger D"):
        make_organisation(name, serves=municipality)

    assert cost(client, start) == one


def test_a_query_for_each_row_is_noticed(site):
    template = Template("{% for place in places %}{{ place.district.name }}{% endfor %}")

    def steep() -> int:
        with CaptureQueriesContext(connection) as captured:
            template.render(Context({"places": Municipality.objects.all()}))
        return len(captured)

    make_municipality("Ort 1", code="35001", ags="06531")
    one = steep()
    make_municipality("Ort 2", code="35002", ags="06532")

    assert steep() == one + 1
