"""Points of postal codes, and how far apart they lie."""

import pytest

from cms_apps.places.distances import distances_km
from cms_apps.places.importer import BadPlaces, import_places
from cms_apps.places.models import PostalArea
from tests.factories.people import make_municipality

pytestmark = pytest.mark.django_db
HEAD = "plz,place,district_ags,district,latitude,longitude"
WIESBADEN, KASSEL = (
    '65183,Wiesbaden,06414,"Wiesbaden, Stadt",50.08,8.24',
    "34117,Kassel,06611,Kassel,51.32,9.49",
)


def load(*rows: str):
    return import_places([f"{line}\n" for line in (HEAD, *rows)])


def test_the_file_says_where_a_code_lies():
    load(WIESBADEN)

    area = PostalArea.objects.get()
    assert (area.latitude, area.longitude) == (50.08, 8.24)


def test_a_second_import_moves_a_point_and_keeps_the_others():
    load(WIESBADEN, KASSEL)
    load(WIESBADEN.replace("50.08", "50.10"), KASSEL.replace("51.32,9.49", ","))

    assert dict(PostalArea.objects.values_list("code", "latitude")) == {"65183": 50.10, "34117": 51.32}


@pytest.mark.parametrize(
    "point",
    ["x,8.24", "50.08,", "nan,nan", "8.24,50.08", "inf,8"],
    ids=["text", "half", "nan", "swapped", "inf"],
)
def test_what_is_no_point_in_hessen_is_named(point):
    with pytest.raises(BadPlaces, match=r"Zeile 2: .*kein Punkt in Hessen"):
        load(WIESBADEN.replace("50.08,8.24", point))

    assert not PostalArea.objects.exists()


def test_distance_as_the_crow_flies_in_one_query(django_assert_num_queries):
    load(WIESBADEN, KASSEL)

    with django_assert_num_queries(1):
        found = distances_km(["34117", "65183", ""], to_code="65183")

    assert found == {"34117": 164, "65183": 0}


def test_a_place_typed_by_name_counts_from_its_middle():
    load(WIESBADEN, WIESBADEN.replace("65183", "65185").replace("50.08", "50.10"), KASSEL)
    place = PostalArea.objects.get(code="65183").municipality

    assert distances_km(["65183"], to_municipality=place) == {"65183": 1}


def test_without_points_there_is_no_distance():
    make_municipality()
    make_municipality("Anderswo", code="34117", ags="06611")

    assert distances_km(["34117"], to_code="65183") == {}
    assert distances_km([""], to_code="65183") == {}
    load(KASSEL)
    assert distances_km(["34117", "99999"], to_code="65183") == {}
