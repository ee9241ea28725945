"""Real postal codes: all rows or none, each bad line named."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

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

PARTS = [
    "61462,Königstein im Taunus,06434,Hochtaunuskreis,1",
    "61462,Königstein im Taunus Falkenstein,06434,Hochtaunuskreis,1",
    "35619,Braunfels Braunfels,06532,Lahn-Dill-Kreis,1",
    "35619,Braunfels,06532,Lahn-Dill-Kreis,1",
    "35108,Allendorf (Eder),06635,Waldeck-Frankenberg,1",
    "35108,Allendorf (Eder) Battenfeld,06635,Waldeck-Frankenberg,1",
    "35088,Bromskirchen,06635,Waldeck-Frankenberg,1",
    "65385,Rüdesheim am Rhein,06439,Rheingau-Taunus-Kreis,1",
    "55246,Mainz-Kostheim,06414,Wiesbaden,1",
]
PARTS_OF = [
    ("61462", "Königstein im Taunus"), ("35619", "Braunfels"), ("35108", "Allendorf (Eder)"),
    ("35088", "Allendorf (Eder)"), ("65385", "Rüdesheim am Rhein"), ("55246", "Wiesbaden"),
]  # fmt: skip


def counts():
    return [model.objects.count() for model in (District, Municipality, PostalArea)]


def load(*rows, head=HEAD, on=date(2026, 11, 25)):
    return import_places([f"{line}\n" for line in (head, *rows)], on=on)


def test_whole_file_is_taken():
    report = load(*GOOD)

    assert (report.rows, report.codes, report.municipalities) == (5, 4, 5)
    assert [str(one) for one in municipalities_matching("36251")] == ["Bad Hersfeld", "Ludwigsau"]
    assert municipalities_matching("34117")[0].district.name == "Kassel, documenta-Stadt"


def test_second_import_changes_nothing_and_says_so():
    assert load(*GOOD, *PARTS).changes != []
    before = counts()

    report = load(*GOOD, *PARTS)

    assert counts() == before
    assert report.changes == []


@pytest.mark.parametrize(
    ("on", "ags"), [(date(2025, 12, 31), "06435"), (date(2026, 1, 1), "06415")], ids=["before", "from"]
)
def test_hanau_lies_where_it_lay_on_that_day(on, ags):
    report = load(*GOOD, on=on)

    assert municipalities_matching("Hanau")[0].district.ags == ags
    assert report.notes == (["63450 Hanau ist seit dem 1. Januar 2026 kreisfrei"] if ags == "06415" else [])


def test_a_town_that_left_its_district_keeps_its_row():
    load(*GOOD, on=date(2025, 12, 31))
    hanau = municipalities_matching("Hanau")[0]

    report = load(*GOOD, on=date(2026, 11, 25))

    assert municipalities_matching("63450") == [hanau]
    assert "Hanau (06435) ist seit dem 1. Januar 2026 kreisfrei: jetzt Hanau (06415)" in report.changes


def test_parts_of_towns_are_folded_into_their_municipality():
    report = load(*PARTS)

    assert [str(one) for one in Municipality.objects.all()] == [
        "Allendorf (Eder)", "Braunfels", "Königstein im Taunus", "Rüdesheim am Rhein", "Wiesbaden",
    ]  # fmt: skip
    for code, name in PARTS_OF:
        assert [str(one) for one in municipalities_matching(code)] == [name]
    assert "61462 Königstein im Taunus Falkenstein ist ein Teil von Königstein im Taunus" in report.notes
    assert "35088 Bromskirchen gehört seit dem 1. Januar 2023 zu Allendorf (Eder)" in report.notes


def test_a_name_that_only_begins_alike_stays_a_place_of_its_own():
    load(
        "65385,Rüdesheim,06439,Rheingau-Taunus-Kreis,1",
        "65386,Rüdesheim am Rhein,06439,Rheingau-Taunus-Kreis,1",
        "35279,Neustadt,06534,Marburg-Biedenkopf,1",
        "35280,Neustadt (Hessen),06534,Marburg-Biedenkopf,1",
        "36341,Lauterbach,06535,Vogelsbergkreis,1",
        "36342,Lauterbach Frischborn,06534,Marburg-Biedenkopf,1",
    )

    assert Municipality.objects.count() == 6


def test_rows_of_an_earlier_import_are_folded_and_their_codes_move():
    district = District.objects.create(ags="06532", name="Lahn-Dill-Kreis")
    whole, part = (
        Municipality.objects.create(district=district, name=name)
        for name in ("Braunfels", "Braunfels Bonbaden")
    )
    PostalArea.objects.create(code="35619", municipality=part)
    PostalArea.objects.create(code="35620", municipality=part)

    report = load("35619,Braunfels,06532,Lahn-Dill-Kreis,1")

    assert municipalities_matching("35619") == municipalities_matching("35620") == [whole]
    assert report.changes == ["Braunfels Bonbaden ist ein Teil von Braunfels; der Eintrag ist gelöscht"]


def test_a_part_on_which_something_hangs_stays_and_is_named():
    district = District.objects.create(ags="06532", name="Lahn-Dill-Kreis")
    whole, part = (
        Municipality.objects.create(district=district, name=name)
        for name in ("Braunfels", "Braunfels Bonbaden")
    )
    PostalArea.objects.create(code="35619", municipality=part)
    make_organisation("Träger B", serves=part)

    report = load("35619,Braunfels,06532,Lahn-Dill-Kreis,1")

    assert municipalities_matching("35619") == [whole]
    assert Municipality.objects.filter(pk=part.pk).exists()
    assert "der Eintrag bleibt, weil noch etwas daran hängt" in report.changes[0]


def test_a_part_without_its_town_becomes_the_town_and_keeps_what_hangs_on_it():
    district = District.objects.create(ags="06532", name="Lahn-Dill-Kreis")
    part = Municipality.objects.create(district=district, name="Braunfels Bonbaden")
    host = make_organisation("Träger B", serves=part)

    load("35619,Braunfels,06532,Lahn-Dill-Kreis,1")

    assert [one.name for one in municipalities_matching("35619")] == ["Braunfels"]
    assert organisations_offered(municipalities_matching("35619")[0]) == [host]


def test_code_that_moves_to_another_municipality_is_named():
    load("36251,Bad Hersfeld,06632,Hersfeld-Rotenburg,1")

    report = load("36251,Ludwigsau,06632,Hersfeld-Rotenburg,1")

    assert [str(one) for one in municipalities_matching("36251")] == ["Ludwigsau"]
    assert report.changes == [
        "neue Gemeinde: Ludwigsau (06632)",
        "anderer Gemeinde zugeordnet: 36251",
        "ohne Postleitzahl: Bad Hersfeld",
    ]


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

    call_command("import_places", str(file), on=date(2026, 11, 25))

    first, again = capsys.readouterr().out.split("5 Zeilen: 4 Postleitzahlen in 5 Gemeinden.\n")[:2]
    assert "gelesen: 63450 Hanau ist seit dem 1. Januar 2026 kreisfrei" in first
    assert "geändert: neue Gemeinde: Ludwigsau (06632)" in first
    assert "geändert: nichts" in again


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


@pytest.mark.parametrize("typed", ["Königstein", "Koenigstein", "koenigstein im"])
def test_umlauts_may_be_typed_with_an_e(typed):
    load(*PARTS)

    assert [str(one) for one in municipalities_matching(typed)] == ["Königstein im Taunus"]


def test_a_name_that_holds_such_letters_itself_is_found_as_it_stands():
    load(
        "65347,Eltville am Rhein,06439,Rheingau-Taunus-Kreis,1", "36041,Neuenstein,06632,Hersfeld-Rotenburg,1"
    )

    assert [str(one) for one in municipalities_matching("Neuenstein")] == ["Neuenstein"]


def test_a_place_without_postal_codes_is_not_offered_any_more():
    load(*GOOD, on=date(2025, 6, 1))
    make_organisation("Träger H", serves=Municipality.objects.get(name="Hanau"))
    district = District.objects.create(ags="06415", name="Hanau, Stadt")
    Municipality.objects.create(district=district, name="Hanau")

    load(*GOOD)

    assert [one.district.ags for one in municipalities_matching("Hanau")] == ["06415"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="its planner")
def test_the_planner_knows_at_once_how_much_was_read():
    load(*GOOD)

    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'places_postalarea'")
        assert cursor.fetchone()[0] == PostalArea.objects.count() > 0


@pytest.mark.slow
@pytest.mark.skipif("PLZ_FILE" not in os.environ, reason="PLZ_FILE names no real file of postal codes")
def test_every_code_of_the_real_file_finds_an_organisation():
    centre = make_organisation("Zentrum", centre=True)
    for _time in range(2):
        with Path(os.environ["PLZ_FILE"]).open(encoding="utf-8-sig", newline="") as lines:
            report = import_places(lines, on=date(2026, 11, 25))

    codes = set(PostalArea.objects.values_list("code", flat=True))
    unserved = [
        code
        for code in codes
        if any(organisations_offered(one) != [centre] for one in municipalities_matching(code))
    ]

    assert len(codes) == report.codes > 500
    assert Municipality.objects.count() == 421  # Hessen's official number
    assert report.changes == []
    assert unserved == []
