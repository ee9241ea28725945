"""The search page: what it shows, what it costs, and what it never does."""

import datetime as dt
import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from cms_apps.foundation.input_limits import LONGEST_ADDRESS
from cms_apps.links.masking import mask
from cms_apps.outbox.worker import drain
from cms_apps.pages.models import NewsIndexPage, NewsPage, StandardPage
from cms_apps.search.models import SearchDocument
from tests.search.building import add_page, make_host, publish
from tests.search.test_find import HARD


@pytest.fixture
def news(home):
    index = NewsIndexPage.objects.get()
    for number in range(12):
        day = dt.date(2024 + number % 2, 5, 4)
        publish(add_page(index, NewsPage, f"n{number}", f"Kakadu {number}", "Bunt.", "Text", date=day))
    publish(add_page(home, StandardPage, "kakadu", "Alles über Kakadus", "Weiß.", "Text"))
    make_host("Kakadu e. V.", "association", "Vögel.", "Vogelheim", "35390", "06531")
    drain()


def page(client, query):
    response = client.get(f"/de/suche/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_page_shows_kind_date_title_and_snippet(client, news):
    html = page(client, "q=Kakadu")

    assert "<title>Suche nach „Kakadu“ – Vielfalt</title>" in html
    assert "14 Treffer" in html
    assert 'value="Kakadu"' in html
    assert html.count('<li class="hit"') == 10
    assert "Seite 1 von 2" in html
    assert 'href="?q=Kakadu&amp;seite=2"' in html
    assert page(client, "q=Kakadu&seite=2").count('<li class="hit"') == 4


def test_facets_are_links_with_counts(client, news):
    html = page(client, "q=Kakadu")

    for link in ("?q=Kakadu&amp;art=news", "?q=Kakadu&amp;art=organisation", "?q=Kakadu&amp;jahr=2025"):
        assert f'href="{link}"' in html
    assert "Aktuelles (12)" in html
    assert "2024 (6)" in html

    narrowed = page(client, "q=Kakadu&art=news&jahr=2025")
    assert "6 Treffer" in narrowed
    assert 'href="?q=Kakadu&amp;jahr=2025"' in narrowed


def test_nothing_found_helps(client, news):
    html = page(client, "q=Papagei")

    assert "Nichts gefunden zu „Papagei“" in html
    assert 'href="/de/traeger/"' in html
    assert "0611 555 0100" in html
    assert 'href="?q=Papagei"' in page(client, "q=Papagei&art=news")


def test_page_without_a_query_is_a_field_and_nothing_else(client, news):
    html = page(client, "")

    assert 'role="search"' in html
    assert "Treffer" not in html
    assert "Nichts gefunden" not in html


def test_page_is_private_and_not_for_robots(client, news):
    response = client.get("/de/suche/?q=Kakadu")

    assert response["Cache-Control"] == "private, no-store"
    assert b'<meta name="robots" content="noindex">' in response.content
    assert not response.cookies
    assert client.post("/de/suche/", {"q": "x"}).status_code == 405
    assert "Disallow: /*/suche/" in client.get("/robots.txt").content.decode()


def test_page_costs_a_bound_number_of_queries(client, news, django_assert_max_num_queries):
    page(client, "q=Kakadu")

    with django_assert_max_num_queries(14):
        page(client, "q=Kakadu")
    with django_assert_max_num_queries(14):
        page(client, "q=Papagei")


def test_page_costs_the_same_for_one_hit_and_many(client, news):
    page(client, "q=Kakadu")

    with CaptureQueriesContext(connection) as one:
        assert "1 Treffer" in page(client, "q=Kakadu+0&art=news")
    with CaptureQueriesContext(connection) as many:
        assert "12 Treffer" in page(client, "q=Bunt")

    assert len(one) == len(many)


def test_page_answers_any_sign_or_says_400(client, home):
    client.raise_request_exception = False

    for query in HARD:
        typed = query.encode("utf-8", "surrogatepass")
        response = client.get("/de/suche/?q=" + "".join(f"%{byte:02x}" for byte in typed))

        too_long = len(response.wsgi_request.get_full_path()) > LONGEST_ADDRESS
        expected = 413 if too_long else 400 if "\x00" in query else 200
        assert response.status_code == expected, ascii(query)[:80]
        assert "<script>" not in response.content.decode(), ascii(query)


def test_words_that_mean_nothing_are_ignored(client, news):
    for words in (
        "art=geheim",
        "jahr=abc",
        "jahr=0",
        "jahr=99999999",
        "seite=-1",
        "seite=0",
        "seite=9999999",
    ):
        assert "14 Treffer" in page(client, f"q=Kakadu&{words}"), words


def test_queries_are_not_logged(client, news, caplog):
    with caplog.at_level(logging.DEBUG):
        page(client, "q=Kakaduliebhaber")

    said = [one.getMessage() for one in caplog.records if not one.name.startswith("django.db")]
    assert "Kakaduliebhaber" not in " ".join(said)
    assert mask('"GET /de/suche/?art=news&q=Meine+Krankheit&seite=2 HTTP/1.1"') == (
        '"GET /de/suche/?art=news&q=***&seite=2 HTTP/1.1"'
    )


def test_field_is_on_every_public_page(client, news):
    for path in ("/de/", "/de/aktuelles/", "/de/traeger/", "/de/mitmachen/"):
        html = client.get(path).content.decode()
        assert 'action="/de/suche/"' in html
        assert '<a class="search-link" href="/de/suche/">' in html
    assert page(client, "").count('role="search"') == 1


def test_other_language_offers_the_german_hits(client, home, news):
    home.copy_for_translation(Locale.objects.get(language_code="en"))
    document = SearchDocument.objects.get(title="Alles über Kakadus")

    html = client.get("/en/suche/?q=Kakadu").content.decode()
    nothing = client.get("/en/suche/?q=Papagei").content.decode()

    assert '<a href="/de/suche/?q=Kakadu" hreflang="de">' in html
    assert document.title not in html
    assert '<a href="/de/suche/?q=Papagei" hreflang="de">' not in nothing


def test_other_language_names_the_german_hits_beside_its_own(client, home, news):
    english = home.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = "About kakadu"
    english.save_revision().publish()
    drain()

    html = client.get("/en/suche/?q=Kakadu").content.decode()

    assert "About" in html
    assert "There are 14 results in German" in html
