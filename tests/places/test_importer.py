"""Real postal codes: all rows or none, each bad line named."""

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms_apps.organisations.selectors import organisations_offered
from cms_apps.places.importer import BadPlaces, import_places
from cms_apps.places.models import District, Municipality, PostalArea
from cms_apps.places.selectors import municipalities_matching, postal_code_in
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db
HEAD = "plz,place,district_ags,district,latitude"
GOOD = [
    "65183,Wiesbaden,06414,Wiesbaden,50.0",
    '34117,Kassel,06611,"Kassel, documenta-Stadt",51.3',
    "36251,Bad Hersfeld,06632,Hersfeld-Rotenburg,50.8",
    "36251,Ludwigsau,06632,Hersfeld-Rotenburg,50.9",
    "63450,Hanau,06435,Main-Kinzig-Kreis,50.1",
]


def counts():
    return [model.objects.count() for model in (District, Municipality, PostalArea)]


def load(*rows, head=HEAD):
    return import_places([f"{line}\n" for line in (head, *rows)])


def test_whole_file_is_taken():
    report = load(*GOOD)

    assert (report.rows, report.codes, report.municipalities, report.districts) == (5, 4, 5, 4)
    assert [str(one) for one in municipalities_matching("36251")] == ["Bad Hersfeld", "Ludwigsau"]
    assert municipalities_matching("34117")[0].district.name == "Kassel, documenta-Stadt"


def test_hanau_goes_to_its_own_district_with_a_note():
    report = load(*GOOD)

    assert municipalities_matching("Hanau")[0].district.ags == "06415"
    assert report.notes == ["63450 Hanau: 06435 → 06415"]


def test_second_import_changes_nothing():
    load(*GOOD)
    before = counts()

    report = load(*GOOD)

    assert counts() == before
    assert (report.municipalities, report.districts) == (0, 0)


def test_code_moves_to_another_municipality():
    load("65183,Wiesbaden,06414,Wiesbaden,1")

    load("65183,Mainz-Kastel,06414,Wiesbaden,1")

    assert [str(one) for one in municipalities_matching("65183")] == ["Mainz-Kastel"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("6518,Wiesbaden,06414,Wiesbaden,1", "Postleitzahl"),
        ("65l83,Wiesbaden,06414,Wiesbaden,1", "Postleitzahl"),
        ("٦٥١٨٣,Wiesbaden,06414,Wiesbaden,1", "Postleitzahl"),
        ("65183,Mainz,07315,Mainz,1", "Kreisschlüssel"),
        ("65183,Wiesbaden,06٤14,Wiesbaden,1", "Kreisschlüssel"),
        ("65183,  ,06414,Wiesbaden,1", "Ort fehlt"),
        ("65183,Wiesbaden", "Zahl der Spalten"),
        ("65183,Wiesbaden,06414,Wiesbaden,1,2,3", "Zahl der Spalten"),
        (f"65183,{'W' * 121},06414,Wiesbaden,1", "zu lang"),
        (f"65183,Wiesbaden,06414,{'W' * 121},1", "zu lang"),
        ("65183,Wies\x00baden,06414,Wiesbaden,1", "Zeichen"),
    ],
    ids=[
        "four-digits", "letter", "arabic-digits", "other-state", "arabic-key", "no-place", "too-few",
        "too-many", "long-place", "long-district", "nul",
    ],
)  # fmt: skip
def test_bad_row_is_named_and_nothing_is_imported(row, words):
    with pytest.raises(BadPlaces) as refused:
        load(GOOD[0], row, GOOD[1])

    assert len(refused.value.errors) == 1
    assert refused.value.errors[0].startswith("Zeile 3: ")
    assert words in refused.value.errors[0]
    assert counts() == [0, 0, 0]


def test_every_bad_row_is_named():
    with pytest.raises(BadPlaces) as refused:
        load("1,a,06414,b,1", GOOD[0], "2,a,06414,b,1")

    assert [error.split(":")[0] for error in refused.value.errors] == ["Zeile 2", "Zeile 4"]


@pytest.mark.parametrize("head", ["plz,place", "code;place;district", ""])
def test_missing_columns_are_named(head):
    with pytest.raises(BadPlaces, match="fehlen die Spalten"):
        load(GOOD[0], head=head)


def test_empty_file_is_refused():
    with pytest.raises(BadPlaces, match="keine Zeilen"):
        load()


def test_command_reads_a_file_with_a_mark_of_its_encoding(tmp_path, capsys):
    file = tmp_path / "plz.csv"
    file.write_text("\n".join([HEAD, *GOOD]), encoding="utf-8-sig")

    call_command("import_places", str(file))

    assert "5 Zeilen: 4 Postleitzahlen, 5 neue Gemeinden, 4 neue Kreise." in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, b"plz,place\n", "plz,pläce\n".encode("latin-1")])
def test_command_says_what_is_wrong(tmp_path, content):
    file = tmp_path / "plz.csv"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(CommandError, match=r"Datei|Spalten"):
        call_command("import_places", str(file))


@pytest.mark.parametrize(
    ("typed", "code"),
    [("65183", "65183"), ("D-65183 Wiesbaden", "65183"), ("651834", ""), ("", ""), ("Wiesbaden", "")],
)
def test_code_is_found_in_what_was_typed(typed, code):
    assert postal_code_in(typed) == code


def test_place_is_found_by_name_and_beginning():
    load(*GOOD)

    assert [str(one) for one in municipalities_matching(" wiesBADEN ")] == ["Wiesbaden"]
    assert [str(one) for one in municipalities_matching("bad")] == ["Bad Hersfeld"]
    assert municipalities_matching("Berlin") == municipalities_matching("--") == []


@pytest.mark.slow
@pytest.mark.skipif("PLZ_FILE" not in os.environ, reason="PLZ_FILE names no real file of postal codes")
def test_every_code_of_the_real_file_finds_an_organisation():
    centre = make_organisation("Zentrum", centre=True)
    with Path(os.environ["PLZ_FILE"]).open(encoding="utf-8-sig", newline="") as lines:
        import_places(lines)

    codes = set(PostalArea.objects.values_list("code", flat=True))
    unserved = [
        code
        for code in codes
        if any(organisations_offered(one) != [centre] for one in municipalities_matching(code))
    ]

    assert len(codes) > 500
    assert unserved == []
