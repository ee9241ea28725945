"""What search engines are told."""

import pytest
from wagtail.models import Locale, Page

from cms_apps.enrolments.services import cancel_run
from cms_apps.pages.models import CoursesPage, HomePage
from cms_apps.workflow.actors import Actor
from tests.factories.courses import make_held_run
from tests.factories.people import make_event, make_member, make_organisation, make_run


def test_sitemap_holds_live_pages_only(client, home):
    xml = client.get("/sitemap.xml").content.decode()

    assert "<loc>http://testserver/de/</loc>" in xml
    assert "<loc>http://testserver/de/mitmachen/</loc>" in xml
    assert "impressum" not in xml


def test_sitemap_holds_all_languages_with_their_siblings(client, home):
    english = Locale.objects.get(language_code="en")
    copy = home.copy_for_translation(english)
    copy.get_latest_revision().publish()

    xml = client.get("/sitemap.xml").content.decode()

    assert HomePage.objects.count() == 2
    assert "<loc>http://testserver/en/</loc>" in xml
    assert 'hreflang="en" href="http://testserver/en/"' in xml


def test_sitemap_costs_the_same_for_more_pages(client, home, add_news, django_assert_num_queries):
    client.get("/sitemap.xml")
    with django_assert_num_queries(4):
        client.get("/sitemap.xml")
    add_news("Eins")
    add_news("Zwei")

    with django_assert_num_queries(4):
        client.get("/sitemap.xml")


@pytest.fixture
def courses(home):
    page = home.add_child(instance=CoursesPage(title="Kurse", slug="kurse", locale=home.locale))
    page.save_revision().publish()
    return page


def test_sitemap_holds_each_course_in_each_language(client, home, courses):
    english = Locale.objects.get(language_code="en")
    home.copy_for_translation(english).get_latest_revision().publish()
    copy = courses.copy_for_translation(english)
    copy.get_latest_revision().publish()
    run = make_run(make_organisation())

    xml = client.get("/sitemap.xml").content.decode()
    entries = [one for one in xml.split("<url>") if f"/{run.pk}/</loc>" in one]

    assert [f"<loc>http://testserver{page.url}{run.pk}/</loc>" in xml for page in (courses, copy)] == [
        True
    ] * 2
    assert len(entries) == 2
    for one in entries:
        assert f'hreflang="de" href="http://testserver{courses.url}{run.pk}/"' in one
        assert f'hreflang="en" href="http://testserver{copy.url}{run.pk}/"' in one
        assert "<lastmod>" in one


def test_sitemap_holds_no_course_that_has_no_page(client, courses, django_assert_num_queries):
    host = make_organisation()
    actor = Actor.staff(make_member(host))
    gone = [
        make_run(host, opened=False), cancel_run(make_run(host), actor=actor), make_event(host), make_held_run(host)
    ]  # fmt: skip
    shown = [make_run(host) for _ in range(3)]
    client.get("/sitemap.xml")

    with django_assert_num_queries(6):
        xml = client.get("/sitemap.xml").content.decode()

    assert [f"{courses.url}{run.pk}/" in xml for run in (*gone, *shown)] == [False] * 4 + [True] * 3
    assert [client.get(f"{courses.url}{run.pk}/").status_code for run in shown] == [200] * 3


def test_robots_keep_out_of_desks(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Disallow: /*/schreibtisch/" in lines
    assert "Disallow: /*/bewerbung/" not in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_robots_are_told_without_a_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/robots.txt")

    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert not Page.objects.filter(slug="robots").exists()
