"""A person and all that is kept about them: taken along, corrected, a consent taken back, deletion asked for."""

import json
import re

import pytest
from playwright.sync_api import expect

from cms_apps.volunteering.models import Application
from tests.factories.people import make_application, make_member, make_municipality, make_organisation
from tests.journeys.sign_up import heading
from tests.journeys.test_middle_of_life import AMAL, HOST
from tests.journeys.test_sign_up import PASSWORD, sign_in
from tests.papers import text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EVERY_WAY = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def application(site) -> Application:
    host = make_organisation(HOST, serves=make_municipality())
    make_member(host, username="tamara", first_name="Tamara", last_name="Vogel", password=PASSWORD)
    consents = ("privacy_notice", "statistics")
    return make_application(host, state="declined", email=AMAL, last_name="Haddad", consents=consents)


def fetch(page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    data: bytes = download.value.path().read_bytes()
    return data


@EVERY_WAY
def test_everything_is_taken_along_and_a_consent_taken_back(application, someone, link_to, scripts):
    amal = someone(java_script_enabled=scripts)
    amal.goto(link_to(AMAL))

    amal.get_by_role("link", name="Alles herunterladen").click()
    heading(amal, "Was über Sie gespeichert ist")
    kept = json.loads(fetch(amal, "JSON für Programme"))
    paper = text_of(fetch(amal, "PDF zum Lesen"))
    assert kept["data"]["application"][0]["state"] == "declined"
    assert "Haddad" in paper
    assert "abgelehnt" in paper
    assert "declined" not in paper

    amal.get_by_role("link", name="Zurück zur Bewerbung").click()
    amal.get_by_role("link", name="Einwilligungen ansehen").click()
    amal.get_by_role("button", name="Einwilligung zurücknehmen").click()
    expect(amal.get_by_text("Zurückgenommen am")).to_be_visible()
    expect(amal.get_by_role("button", name="Einwilligung zurücknehmen")).to_have_count(0)


@EVERY_WAY
def test_after_a_refusal_the_team_deletes_what_the_person_asks_for(application, someone, link_to, scripts):
    amal, tamara = someone(java_script_enabled=scripts), someone(java_script_enabled=scripts)
    amal.goto(link_to(AMAL))
    amal.get_by_role("link", name="Daten löschen lassen").click()
    amal.get_by_role("button", name="Löschung verlangen").click()
    expect(amal.get_by_text("verlangt, dass Ihre Daten gelöscht werden").first).to_be_visible()

    sign_in(tamara)
    tamara.goto(f"/de/schreibtisch/bewerbungen/{application.number}/")
    tamara.get_by_role("link", name="Löschen oder begründen").click()
    tamara.get_by_label("Jetzt löschen").check()
    tamara.locator("main").get_by_role("button").last.click()
    expect(tamara.get_by_text("Gelöscht. Die Person bekommt eine letzte Mail.")).to_be_visible()

    amal.reload()
    expect(amal.get_by_text("Haddad")).to_have_count(0)
    assert not Application.objects.exists()


@EVERY_WAY
def test_what_was_sent_is_corrected_and_deleted_by_its_person(site, someone, link_to, scripts):
    host = make_organisation(HOST, serves=make_municipality())
    make_application(host, email=AMAL, last_name="Haddad")
    amal = someone(java_script_enabled=scripts)
    amal.goto(link_to(AMAL))

    amal.get_by_role("link", name=re.compile("Ändern.*Name und Telefon")).click()
    amal.get_by_label("Vorname").fill("")
    amal.get_by_role("button", name="Speichern").last.click()
    expect(amal.get_by_role("alert")).to_contain_text("Geben Sie Ihren Vornamen ein.")
    amal.get_by_label("Vorname").fill("Amalia")
    amal.get_by_role("button", name="Speichern").last.click()
    expect(amal.get_by_text("Ihre Angaben sind gespeichert.")).to_be_visible()
    expect(amal.get_by_text("Amalia Haddad")).to_be_visible()

    amal.get_by_role("link", name=re.compile("Ändern.*Sprachen")).click()
    amal.get_by_role("button", name="Noch eine Sprache").click()
    third = amal.get_by_role("group", name="Sprache 3")
    third.get_by_label("Sprache", exact=True).fill("Farsi")
    third.get_by_label("Wie gut?").select_option(label="gut")
    amal.get_by_role("button", name="Speichern").last.click()
    expect(amal.get_by_text("Farsi (Persisch)")).to_be_visible()

    amal.get_by_role("link", name="Daten löschen lassen").click()
    amal.get_by_role("button", name="Alles löschen").click()
    heading(amal, "Ihre Daten sind gelöscht")
    assert not Application.objects.exists()


@EVERY_WAY
def test_a_slip_in_the_new_address_is_called_off(site, someone, link_to, scripts):
    make_application(make_organisation(HOST, serves=make_municipality()), email=AMAL)
    amal = someone(java_script_enabled=scripts)
    amal.goto(link_to(AMAL))

    amal.get_by_role("link", name=re.compile("Ändern.*E-Mail-Adresse")).click()
    amal.get_by_label("Neue E-Mail-Adresse").fill("amla@beispiel.example")
    amal.get_by_role("button", name="E-Mails schicken").click()
    expect(amal.get_by_role("heading", name="Ihre neue E-Mail-Adresse wartet")).to_be_visible()
    amal.get_by_role("button", name="Änderung zurücknehmen").click()

    expect(amal.get_by_text("Sie haben die Änderung zurückgenommen.")).to_be_visible()
    expect(amal.get_by_text("amla@beispiel.example")).to_have_count(0)
    assert Application.objects.get().email == AMAL
