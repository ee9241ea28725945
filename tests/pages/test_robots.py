"""What search engines are told."""

from wagtail.models import Locale, Page

from cms_apps.pages.models import HomePage


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
    with django_assert_num_queries(3):
        client.get("/sitemap.xml")
    add_news("Eins")
    add_news("Zwei")

    with django_assert_num_queries(3):
        client.get("/sitemap.xml")


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
