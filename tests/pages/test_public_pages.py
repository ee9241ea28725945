"""What anonymous readers get, and what it costs."""

import datetime as dt

import pytest
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from cms_apps.content.models import Topic
from cms_apps.pages.models import LegalPage, NewsPage, StandardPage

BODY = [
    ("heading", "Wie es begann"),
    ("text", RichText("<p>Im Mai kamen zwölf Menschen zusammen.</p>")),
    ("quote", {"text": "Ich gehe gern mit.", "name": "Ala Muster", "office": "Lotsin"}),
    (
        "figures",
        {"heading": "Zahlen", "figures": [{"value": "12", "label": "Menschen"}], "source": "Stand: Mai"},
    ),
    ("button", {"title": "Mitmachen", "page": None, "address": "/bewerbung/"}),
]


def queries(django_assert_max_num_queries, client, url, limit):
    client.get(url)  # makes renditions and fills the cache of site paths
    with django_assert_max_num_queries(limit) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return response, len(captured)


@pytest.fixture
def full_news(add_news, picture, topic, contact):
    def add(count):
        return [
            add_news(f"Meldung {n}", picture=picture, topic=topic, contact=contact, body=BODY)
            for n in range(count)
        ]

    return add


def test_home_shows_doors_steps_news_and_press(client, home, full_news, add_release):
    full_news(5)
    add_release()

    html = client.get("/de/").content.decode()

    assert html.count('class="door"') == 2
    assert 'href="/de/mitmachen/"' in html
    assert 'href="/de/traeger/"' in html
    assert 'href="/de/schreibtisch/"' in html
    assert html.count("steps__title") == 3
    assert "Meldung 4" in html
    assert html.count("<img") == 2  # hero, the large picture
    assert "Meldung 0" not in html
    assert "Landesprogramm: Neue Kurse" in html
    assert 'href="/de/aktuelles/"' in html


def test_home_costs_five_queries(client, home, full_news, add_release, django_assert_max_num_queries):
    full_news(4)
    add_release()

    _, count = queries(django_assert_max_num_queries, client, "/de/", 14)

    assert count == 5


def test_news_item_shows_its_parts(client, full_news):
    (page,) = full_news(1)

    html = client.get("/de/aktuelles/meldung-0/").content.decode()

    assert "<h1>Meldung 0</h1>" in html
    assert 'alt="Ein offenes Tor"' in html
    assert "Zeichnung: Muster" in html
    assert '<h2 id="abschnitt-wie-es-begann">Wie es begann</h2>' in html
    assert "<blockquote>" in html
    assert "<cite>Ala Muster</cite>Lotsin" in html
    assert "<dt>Menschen</dt><dd>12</dd>" in html
    assert 'class="button" href="/de/bewerbung/"' in html
    assert "0611 555 0101" in html
    assert "Ehrenamt" in html
    assert f'datetime="{page.date:%Y-%m-%d}"' in html


def test_news_item_costs_two_queries(client, full_news, django_assert_max_num_queries):
    full_news(1)

    _, count = queries(django_assert_max_num_queries, client, "/de/aktuelles/meldung-0/", 10)

    assert count == 2


def test_buttons_cost_the_same_for_one_and_three(client, add_news, news_index, django_assert_max_num_queries):
    button = ("button", {"title": "Mehr", "page": news_index, "address": ""})
    add_news("Eine", body=[button])
    add_news("Drei", body=[button, button, button])

    _, one = queries(django_assert_max_num_queries, client, "/de/aktuelles/eine/", 10)
    response, three = queries(django_assert_max_num_queries, client, "/de/aktuelles/drei/", 10)

    assert one == three
    assert response.content.decode().count('class="button" href="/de/aktuelles/"') == 3


def test_german_buttons_of_a_translation_lead_to_what_was_translated_since(
    client, home, add_news, translate, django_assert_max_num_queries
):
    targets = [add_news(title) for title in ("Ein Ziel", "Zwei Ziel", "Drei Ziel")]
    buttons = [("button", {"title": "Mehr", "page": target, "address": ""}) for target in targets]
    pages = [add_news("Eine", body=buttons[:1]), add_news("Drei", body=buttons)]
    for page in (home, *home.get_children().filter(slug="aktuelles").specific(), *pages, *targets):
        translate(page, {"ein-ziel": "goal-1", "zwei-ziel": "goal-2", "drei-ziel": "goal-3"})

    _, one = queries(django_assert_max_num_queries, client, "/en/aktuelles/eine/", 14)
    response, three = queries(django_assert_max_num_queries, client, "/en/aktuelles/drei/", 14)

    assert one == three
    for number in (1, 2, 3):
        assert f'href="/en/aktuelles/goal-{number}/"' in response.content.decode()


def test_press_release_names_issuer_place_and_date(client, add_release, topic):
    add_release(date=dt.date(2022, 9, 7), topic=topic)

    html = client.get("/de/presse/landesprogramm-neue-kurse/").content.decode()

    assert "Musterministerium" in html
    assert "Wiesbaden, " in html
    assert "7.\u00a0September 2022" in html


@pytest.mark.parametrize("path", ["/de/aktuelles/", "/de/aktuelles/?jahr=2026&thema=ehrenamt"])
def test_list_costs_the_same_for_one_row_and_three(client, full_news, path, django_assert_max_num_queries):
    full_news(1)
    _, one = queries(django_assert_max_num_queries, client, path, 14)
    full_news(3)
    _, three = queries(django_assert_max_num_queries, client, path, 14)

    assert one == three


def test_press_list_costs_the_same_for_one_row_and_three(client, add_release, django_assert_max_num_queries):
    add_release("Erste")
    _, one = queries(django_assert_max_num_queries, client, "/de/presse/", 14)
    add_release("Zweite")
    add_release("Dritte")
    _, three = queries(django_assert_max_num_queries, client, "/de/presse/", 14)

    assert one == three


@pytest.mark.parametrize(
    "path", ["/de/", "/de/aktuelles/", "/de/aktuelles/meldung-0/", "/de/mitmachen/", "/de/traeger/"]
)
def test_public_pages_are_cacheable_and_leave_no_cookie(client, full_news, path):
    full_news(1)

    response = client.get(path)

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Vary" not in response.headers
    assert not response.cookies
    assert b"csrf" not in response.content
    assert response.content.count(b"<script") == response.content.count(
        b'<script type="application/ld+json">'
    )  # data, no code
    assert b" style=" not in response.content


def test_legal_pages_wait_as_drafts(client, home):
    assert LegalPage.objects.count() == 4
    assert not LegalPage.objects.live().exists()
    assert client.get("/de/impressum/").status_code == 404


def test_take_part_page_leads_to_the_sign_up(client, home):
    html = client.get("/de/mitmachen/").content.decode()

    assert 'href="/de/bewerbung/"' in html
    assert "keinen Lohn" in html


def test_nested_text_page_shows_the_way_back(client, home):
    parent = StandardPage.objects.get(slug="mitmachen")
    parent.add_child(instance=StandardPage(title="Versicherung", locale=home.locale))

    html = client.get("/de/mitmachen/versicherung/").content.decode()

    assert 'class="breadcrumbs"' in html
    assert '<a href="/de/mitmachen/">Mitmachen als Integrationslots*in</a>' in html


def test_page_types_know_their_places():
    assert NewsPage.allowed_parent_page_models()[0].__name__ == "NewsIndexPage"
    assert NewsPage.allowed_subpage_models() == []
    assert Page not in StandardPage.allowed_parent_page_models()


def test_topics_are_listed_once_and_only_when_used(client, full_news, home):
    Topic.objects.create(title="Unbenutzt", slug="unbenutzt", locale=home.locale)
    full_news(3)

    html = client.get("/de/aktuelles/").content.decode()

    assert html.count(">Ehrenamt</a>") == 1
    assert "Unbenutzt" not in html


def test_the_site_that_a_page_was_found_in_is_the_one_in_the_database(client, home):
    site = Site.find_for_request(client.get("/de/").wsgi_request)

    assert (site, site.hostname, site.root_page.pk) == (
        Site.objects.get(),
        Site.objects.get().hostname,
        home.pk,
    )
