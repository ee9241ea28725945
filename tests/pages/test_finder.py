"""The finder: by place, district and language; the nearest first; a map of the districts; no more queries for more."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms_apps.organisations.models import HostOrganisation, ServedArea
from cms_apps.pages.district_map import TILES
from cms_apps.places.models import District, Municipality, PostalArea
from tests.factories.people import make_organisation

FINDER = "/de/traeger/"


def place(name, ags, code, latitude, longitude):
    district, _ = District.objects.get_or_create(ags=ags, defaults={"name": f"Kreis {ags}"})
    here, _ = Municipality.objects.get_or_create(name=name, district=district)
    PostalArea.objects.create(code=code, municipality=here, latitude=latitude, longitude=longitude)
    return here


@pytest.fixture
def hosts(home):
    """Wiesbaden has its own, its district another, Idstein is near, Kassel is far; the centre serves nobody."""
    wiesbaden = place("Wiesbaden", "06414", "65183", 50.08, 8.24)
    place("Idstein", "06439", "65510", 50.22, 8.27)
    place("Kassel", "06611", "34117", 51.31, 9.49)
    make_organisation("Zentrum", centre=True)
    make_organisation("B Wiesbaden", serves=wiesbaden, office_code="65183", team_languages=["ar", "uk"])
    wide = make_organisation("A Kreis", office_code="65183", team_languages=["uk"])
    ServedArea.objects.create(organisation=wide, district=wiesbaden.district)
    make_organisation("C Idstein", office_code="65510", team_languages=["ar"])
    far = make_organisation("D Kassel", office_code="34117", team_languages=["ar"])
    ServedArea.objects.create(organisation=far, district=District.objects.get(ags="06611"))


def names(client, query=""):
    html = client.get(FINDER + query).content.decode()
    return re.findall(r'<h3 class="host__title"><a [^>]*>([^<]*)</a></h3>', html)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["A Kreis", "B Wiesbaden", "C Idstein", "D Kassel", "Zentrum"]),
        ("?ort=65183", ["B Wiesbaden", "A Kreis", "C Idstein"]),
        ("?ort=Wiesbaden&sprache=ar", ["B Wiesbaden", "C Idstein"]),
        ("?kreis=06611", ["D Kassel"]),
        ("?sprache=ar&kreis=06414", ["B Wiesbaden"]),
        ("?sprache=uk&kreis=06611", ["Zentrum"]),
        ("?ort=65510", ["C Idstein", "A Kreis", "B Wiesbaden", "Zentrum"]),
        ("?kreis=x&sprache=tlh", ["A Kreis", "B Wiesbaden", "C Idstein", "D Kassel", "Zentrum"]),
    ],
    ids=["all", "place", "name-language", "district", "both", "nobody", "unserved", "nonsense"],
)  # fmt: skip
def test_who_is_found_and_in_which_order(client, hosts, query, found):
    assert names(client, query) == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?sprache=uk&kreis=06611", "spricht noch niemand im Team diese Sprache"),
        ("?sprache=uk&kreis=06412", "noch kein Träger eingetragen"),
    ],
    ids=["no speaker", "nobody at all"],
)
def test_an_empty_list_says_why(client, hosts, query, said):
    place("Frankfurt", "06412", "60311", 50.11, 8.68)

    assert said in client.get(FINDER + query).content.decode()


def test_distance_is_told_and_an_unknown_place_too(client, hosts):
    assert "etwa 16 km Luftlinie" in client.get(f"{FINDER}?ort=65183").content.decode()

    html = client.get(f"{FINDER}?ort=Atlantis<b>").content.decode()

    assert "Diesen Ort kennen wir nicht: Atlantis&lt;b&gt;." in html
    assert "D Kassel" in html


def test_a_name_that_two_places_share_is_asked_for(client, hosts):
    other = place("Wiesbaden", "06611", "34999", 51.3, 9.4)

    html = client.get(f"{FINDER}?ort=wiesbaden").content.decode()

    assert "Welchen Ort meinen Sie?" in html
    assert names(client, f"?ort=wiesbaden&gemeinde={other.pk}")[0] == "D Kassel"


def test_map_says_how_many_and_leads_to_them(client, hosts):
    html = client.get(f"{FINDER}?sprache=ar&kreis=06611").content.decode()
    tiles = re.findall(r'href="(\?kreis=[^"]*)" aria-label="([^"]*)"', html)

    assert tiles == [
        ("?kreis=06611&amp;sprache=ar", "KS 1: Kreis 06611, 1 Träger"),
        ("?kreis=06414&amp;sprache=ar", "WI 1: Kreis 06414, 1 Träger"),
    ]
    assert 'aria-label="RTK 0: Kreis 06439, 0 Träger"' in html
    assert html.count("district--current") == 1


def test_each_has_a_page_of_its_own_with_two_doors(client, hosts, django_assert_num_queries):
    host = HostOrganisation.objects.get(name="B Wiesbaden")
    address = f"{FINDER}b-wiesbaden-{host.pk}/"

    assert f'href="{address}"' in client.get(FINDER).content.decode()
    with django_assert_num_queries(13):
        response = client.get(address)

    html = response.content.decode()
    assert "<h1>B Wiesbaden</h1>" in html
    assert "Arabisch, Ukrainisch" in html
    assert f'href="/de/begleitung/{host.pk}/"' in html
    assert 'href="/de/bewerbung/"' in html
    assert "public" in response["Cache-Control"]
    assert "hreflang" not in html.partition("</head>")[0]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("ein-alter-name-{}", 302),
        ("{}", 302),
        ("b-wiesbaden-999999", 404),
        ("b-wiesbaden", 404),
        ("x-" + "9" * 40, 404),
    ],
)
def test_an_old_name_leads_to_the_page_and_an_unknown_one_nowhere(client, hosts, name, status):
    host = HostOrganisation.objects.get(name="B Wiesbaden")

    response = client.get(f"{FINDER}{name.format(host.pk)}/")

    assert response.status_code == status
    if status == 302:
        assert response.url == f"{FINDER}b-wiesbaden-{host.pk}/"


def test_a_long_list_has_pages_that_keep_what_was_asked(client, hosts):
    wiesbaden = Municipality.objects.get(name="Wiesbaden")
    for one in range(12):
        make_organisation(f"Verein {one:02}", serves=wiesbaden, office_code="65183", team_languages=["ar"])
    asked = "?ort=65183&kreis=06414&sprache=ar"

    html = client.get(FINDER + asked).content.decode()
    last = names(client, asked + "&seite=2")

    assert "13 Träger in der Nähe von Wiesbaden" in html
    assert 'href="?ort=65183&amp;kreis=06414&amp;sprache=ar&amp;seite=2" rel="next"' in html
    assert len(names(client, asked)) == 12
    assert len(last) == 1
    assert not set(last) & set(names(client, asked))
    assert names(client, asked + "&seite=99") == last
    assert names(client, asked + "&seite=x") == names(client, asked)


def test_map_has_a_place_of_its_own_for_each_of_the_27_districts():
    assert len({(column, row) for _short, column, row in TILES.values()}) == 27
    assert len({short for short, _column, _row in TILES.values()}) == 27


def test_finder_may_be_cached_and_costs_the_same_for_many(client, hosts):
    def cost():
        client.get(f"{FINDER}?ort=65183&sprache=ar")
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"{FINDER}?ort=65183&sprache=ar")
        assert "public" in response["Cache-Control"]
        assert not response.cookies
        assert not response.has_header("Vary")
        return len(queries)

    few = cost()
    ServedArea.objects.bulk_create(
        ServedArea(
            organisation=make_organisation(f"Verein {one}", team_languages=["ar"]),
            municipality=Municipality.objects.get(name="Wiesbaden"),
        )
        for one in range(50)
    )

    assert cost() == few == 7
    assert HostOrganisation.objects.count() == 55
