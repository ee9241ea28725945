"""A table becomes applications: shown before, each bad row named, all that was ticked or nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms_apps.foundation.tables import CSV, XLSX, read_table, write_table
from cms_apps.organisations.enums import Role
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.volunteering import services
from cms_apps.volunteering.enums import Slot
from cms_apps.volunteering.errors import ParentsMissing
from cms_apps.volunteering.forms.importing import COLUMNS
from cms_apps.volunteering.models import Application, ImportRun
from cms_apps.volunteering.services.importing import delete_tables
from tests.factories.people import make_application, make_member, make_municipality

pytestmark = pytest.mark.django_db
IMPORT = "/de/schreibtisch/einlesen/"
HEAD = [str(label) for label in COLUMNS.values()]
GOOD = {
    "Vorname": "Rosa", "Nachname": "Liste", "Ort": "65183", "Sprachen": "Farsi: sehr gut; Klingonisch",
    "Zeiten": "Am Wochenende", "kennt die Datenschutzhinweise": "ja",
}  # fmt: skip


@pytest.fixture
def member(organisation):
    return make_member(organisation)


@pytest.fixture
def desk(client, member):
    client.force_login(member)
    return client


def upload(desk, organisation, *rows, kind=XLSX, head=HEAD):
    lines = [head, *([row.get(title, "") for title in head] for row in rows)]
    table = SimpleUploadedFile(f"liste.{kind}", write_table(lines, kind))
    return desk.post(IMPORT, {"organisation": organisation.pk, "table": table})


@pytest.mark.parametrize("kind", [XLSX, CSV])
def test_nothing_is_made_before_the_button(desk, organisation, kind):
    response = upload(desk, organisation, GOOD, kind=kind)

    page = desk.get(response.url).content.decode()
    assert "Rosa Liste" in page
    assert not Application.objects.exists()

    desk.post(response.url, {"row": "2"})
    application = Application.objects.get()
    assert (application.source, application.state, application.slots) == ("import", "received", ["weekend"])
    assert [str(skill) for skill in application.languages.all()] == ["Farsi (Persisch)", "Klingonisch"]
    assert not ImportRun.objects.exists()
    assert OutboxRow.objects.filter(status=Delivery.LETTER).count() == 1


def test_each_bad_row_is_named_with_its_column(desk, organisation):
    bad = [
        {**GOOD, "Ort": "Nirgendwo"}, {**GOOD, "Sprachen": ""}, {**GOOD, "E-Mail-Adresse": "keine"},
        {**GOOD, "kennt die Datenschutzhinweise": "nein"}, {**GOOD, "Zeiten": "nie"}, {**GOOD, "Geburtsjahr": "12"},
    ]  # fmt: skip
    minor = {**GOOD, "Geburtsjahr": str(timezone.localdate().year - 15), "Unterschrift liegt vor": "ja"}
    page = desk.get(upload(desk, organisation, GOOD, *bad, minor).url)

    assert [row.number for row in page.context["bad"]] == [3, 4, 5, 6, 7, 8, 9]
    columns = [row.problems[0].partition(":")[0] for row in page.context["bad"][:-1]]
    assert columns == [
        "Ort", "Sprachen", "E-Mail-Adresse", "kennt die Datenschutzhinweise", "Zeiten", "Geburtsjahr",
    ]  # fmt: skip
    assert "7 Zeilen stimmen nicht" in page.content.decode()


def test_the_preview_shows_what_was_understood(desk, organisation):
    page = desk.get(upload(desk, organisation, {**GOOD, "E-Mail-Adresse": "rosa@beispiel.example"}).url)

    text = " ".join(page.content.decode().split())
    for said in (
        "Zeile 2",
        "Musterstadt",
        "rosa@beispiel.example",
        "Farsi (Persisch): sehr gut",
        "Klingonisch: gut",
    ):
        assert said in text


def test_of_two_rows_of_one_person_one_is_ticked(desk, organisation):
    namesake = {**GOOD, "E-Mail-Adresse": "andere@beispiel.example"}
    url = upload(desk, organisation, GOOD, {**GOOD, "Vorname": "ROSA", "Zeiten": ""}, namesake).url

    page = desk.get(url)

    assert [(row.twin, row.is_ticked) for row in page.context["good"]] == [
        (None, True),
        (2, False),
        (None, True),
    ]
    assert "wie Zeile 2" in page.content.decode()
    assert page.content.decode().count(" checked") == 2


def test_what_is_wrong_is_said_for_people_who_look_at_a_table(desk, organisation):
    make_municipality("Doppelort", code="60001", ags="06412")
    make_municipality("Doppelort", code="60002", ags="06413")
    rows = [
        {"Vorname": ""}, {"Vorname": "R" * 81}, {"Zeiten": "nie"}, {"Stunden pro Woche": "viel"},
        {"Themen": "Kochen"}, {"Sprachen": "Farsi: fließend"}, {"Sprachen": "Farsi; Farsi"}, {"Ort": "Doppelort"},
    ]  # fmt: skip
    page = desk.get(upload(desk, organisation, *({**GOOD, **row} for row in rows)).url)

    problems = [row.problems for row in page.context["bad"]]
    assert problems[:2] == [["Vorname: Hier fehlt etwas."], ["Vorname: Zu lang, höchstens 80 Zeichen."]]
    slots = ", ".join(str(one.label) for one in Slot)
    assert problems[2] == [f"Zeiten: „nie“ kennen wir nicht. Möglich sind: {slots}."]
    assert [one[0].partition(" kennen")[0] for one in problems[3:6]] == [
        "Stunden pro Woche: „viel“", "Themen: „Kochen“", "Sprachen: „fließend“",
    ]  # fmt: skip
    assert len(problems[5]) == 1
    assert problems[6] == ["Sprachen: Eine Sprache steht zweimal da."]
    assert problems[7][0].startswith("Ort: Das kann mehreres sein: Doppelort")


def test_whoever_may_be_there_already_is_not_ticked(desk, organisation):
    known = make_application(organisation, first_name="Rosa", last_name="Liste")

    page = desk.get(upload(desk, organisation, GOOD, {**GOOD, "Vorname": "Ganz", "Nachname": "Anders"}).url)

    assert [row.known for row in page.context["good"]] == [known.number, ""]
    assert page.content.decode().count(" checked") == 1


def test_a_bad_row_is_not_taken_over_though_it_is_ticked(desk, organisation):
    url = upload(desk, organisation, GOOD, {**GOOD, "Ort": ""}).url

    desk.post(url, {"row": ["2", "3", "99", "x"]})

    assert Application.objects.count() == 1


@pytest.mark.asvs("2.3.3")
def test_all_or_nothing(desk, organisation):
    born = str(timezone.localdate().year - 20)
    url = upload(desk, organisation, GOOD, {**GOOD, "Geburtsjahr": born}).url
    good = desk.get(url).context["good"]
    assert [row.number for row in good] == [2, 3]
    run = ImportRun.objects.get()
    answers = [(good[0].form.answers(), False), (replace(good[1].form.answers(), birth_year=2020), False)]

    with pytest.raises(ParentsMissing):
        services.take_over(run, answers, author=run.author)
    assert not Application.objects.exists()
    assert ImportRun.objects.exists()


def test_a_second_click_makes_nothing_twice(desk, organisation):
    url = upload(desk, organisation, GOOD).url

    assert desk.post(url, {"row": "2"}).status_code == 302
    assert desk.post(url, {"row": "2"}).status_code == 404
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 broken", b"\x00\x01", b"Vorname;Nachname\r\nRosa;Liste\r\n", b"x"]
)
def test_a_wrong_file_is_named(desk, organisation, data):
    table = SimpleUploadedFile("liste.xlsx", data)

    page = desk.post(IMPORT, {"organisation": organisation.pk, "table": table})

    assert page.status_code == 200
    assert "error-summary" in page.content.decode()
    assert not ImportRun.objects.exists()


def test_the_template_is_read_as_it_is(desk, organisation):
    data = desk.get(f"{IMPORT}vorlage/").content
    table = SimpleUploadedFile("vorlage.xlsx", data)

    url = desk.post(IMPORT, {"organisation": organisation.pk, "table": table}).url

    assert len(desk.get(url).context["good"]) == 1
    assert read_table(SimpleUploadedFile("x", data), most_rows=5)[0] == HEAD


def test_others_see_and_do_nothing(desk, client, organisation, other_organisation):
    url = upload(desk, organisation, GOOD).url
    for other in (make_member(organisation), make_member(other_organisation)):
        client.force_login(other)
        assert client.get(url).status_code == 404
        assert client.post(url, {"row": "2"}).status_code == 404
    ImportRun.objects.get().author.memberships.update(active=False)
    client.force_login(ImportRun.objects.get().author)
    assert client.get(url).status_code == 403
    client.force_login(make_member(organisation, role=Role.READER))
    assert client.get(IMPORT).status_code == 403
    assert upload(client, organisation, GOOD).status_code == 403
    assert not Application.objects.exists()


def test_what_nobody_takes_over_is_deleted_after_a_day(desk, organisation):
    upload(desk, organisation, GOOD)
    assert delete_tables() == 0
    ImportRun.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))

    assert delete_tables() == 1
