"""The main job in a real browser: sign up, confirm, decide, place, status."""

import pytest
from playwright.sync_api import expect

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.models import Enrolment
from cms_apps.volunteering.models import Application
from tests.factories.people import make_member, make_municipality, make_organisation, make_run
from tests.journeys import sign_up
from tests.journeys.sign_up import heading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOST = "Freiwilligenzentrum Musterstadt"
COURSE = "Basisqualifizierung im Frühjahr"
AMAL, PAVLO = "amal@beispiel.example", "pavlo@beispiel.example"
PASSWORD = "Ein-langes-Wort-9"


@pytest.fixture
def run(site):
    host = make_organisation(HOST, serves=make_municipality())
    make_member(host, username="tamara", first_name="Tamara", last_name="Vogel", password=PASSWORD)
    return make_run(host, capacity=1, title=COURSE)


def sign_in(page, address="/de/schreibtisch/bewerbungen/"):
    page.goto(address)
    heading(page, "Anmelden")
    page.locator("[name=login]").fill("tamara")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    heading(page, "Bewerbungen")


def accept(page, name, course):
    """Take into review, see the contact data, accept."""
    page.get_by_role("link", name=name).click()
    expect(page.get_by_text(AMAL)).to_have_count(0)
    page.get_by_role("button", name="In Prüfung nehmen").click()
    expect(page.get_by_text("Sie prüfen diese Bewerbung")).to_be_visible()
    expect(page.get_by_text(AMAL)).to_have_count(0)
    page.get_by_role("button", name="Kontaktdaten anzeigen").click()
    expect(page.get_by_role("link", name=AMAL)).to_be_visible()
    page.get_by_role("link", name="Zusagen").click()
    page.get_by_label(course).check()
    page.get_by_label("Persönliche Worte").fill("Wir freuen uns auf Sie.")
    page.get_by_role("button", name="Zusagen und Mail schicken").click()
    expect(page.get_by_text("Zugesagt. Die Person bekommt eine Mail.")).to_be_visible()


def test_main_job_on_a_phone(run, someone, link_to):
    amal = someone()
    sign_up.begin(amal)
    expect(amal.get_by_text("Noch nicht abgesendet")).to_be_visible()
    sign_up.fill_in(amal, HOST, email="", course=COURSE)
    expect(amal.get_by_text("Ein paar Angaben fehlen noch.")).to_be_visible()
    sign_up.send(amal)
    expect(amal.get_by_role("alert")).to_contain_text("Geben Sie Ihre E-Mail-Adresse ein.")
    expect(amal).to_have_title("Fehler: Stimmt alles? – Vielfalt")

    amal.get_by_role("link", name="Geben Sie Ihre E-Mail-Adresse ein.").click()
    expect(amal.get_by_label("Vorname")).to_have_value("Amal")
    sign_up.leave_contact(amal, AMAL)
    sign_up.go_on(amal)
    sign_up.send(amal)
    heading(amal, "Fast geschafft: Bestätigen Sie Ihre E-Mail-Adresse")
    expect(amal.get_by_text(AMAL)).to_be_visible()

    sign_up.confirm(amal, link_to(AMAL))
    heading(amal, f"Ihre Bewerbung ist bei {HOST} eingegangen.")
    expect(amal.get_by_text("Sie müssen nichts weiter tun.")).to_be_visible()

    tamara = someone()
    sign_in(tamara)
    accept(tamara, "Amal Haddad", COURSE)
    assert CourseRun.objects.get(pk=run.pk).taken == 1

    amal.goto(link_to(AMAL))
    heading(amal, f"{HOST} freut sich auf Sie: Ihre Bewerbung ist angenommen.")
    expect(amal.get_by_role("heading", name=COURSE)).to_be_visible()
    expect(amal.get_by_text("Wir freuen uns auf Sie.")).to_be_visible()
    amal.get_by_role("link", name="Kursplatz abgeben").click()
    heading(amal, "Möchten Sie den Kursplatz abgeben?")
    amal.get_by_role("button", name="Kursplatz abgeben").click()
    expect(amal.get_by_text("Sie haben zurzeit keinen Kursplatz.")).to_be_visible()
    assert CourseRun.objects.get(pk=run.pk).taken == 0

    amal.get_by_role("link", name="Nicht mehr mitmachen").click()
    amal.get_by_role("button", name="Nicht mehr mitmachen").click()
    heading(amal, "Sie machen nicht mehr mit. Danke für Ihre Zeit.")


def test_withdrawing_before_the_decision(run, someone, link_to):
    pavlo = someone()
    pavlo.goto("/de/bewerbung/")
    sign_up.fill_in(pavlo, HOST, email=PAVLO)
    sign_up.send(pavlo)
    sign_up.confirm(pavlo, link_to(PAVLO))

    pavlo.get_by_role("link", name="Zurückziehen").click()
    heading(pavlo, "Möchten Sie Ihre Bewerbung zurückziehen?")
    pavlo.get_by_role("button", name="Bewerbung zurückziehen").click()
    heading(pavlo, "Sie haben Ihre Bewerbung zurückgezogen.")
    assert Application.objects.get().state == "withdrawn"

    tamara = someone()
    sign_in(tamara)
    expect(tamara.get_by_text("Keine Bewerbung wartet auf Sie")).to_be_visible()
    tamara.get_by_role("link", name="Entschieden").click()
    tamara.get_by_role("link", name="Amal Haddad").click()
    expect(tamara.get_by_text("zurückgezogen").first).to_be_visible()
    expect(tamara.get_by_text(PAVLO)).to_have_count(0)


def test_main_job_without_javascript(run, someone, link_to):
    amal = someone(java_script_enabled=False)
    sign_up.begin(amal)
    sign_up.fill_in(amal, HOST, email=AMAL, course=COURSE)
    sign_up.send(amal)
    heading(amal, "Fast geschafft: Bestätigen Sie Ihre E-Mail-Adresse")
    sign_up.confirm(amal, link_to(AMAL))
    heading(amal, f"Ihre Bewerbung ist bei {HOST} eingegangen.")

    tamara = someone(java_script_enabled=False)
    sign_in(tamara)
    accept(tamara, "Amal Haddad", COURSE)

    amal.goto(link_to(AMAL))
    amal.get_by_role("link", name="Kursplatz abgeben").click()
    amal.get_by_role("button", name="Kursplatz abgeben").click()
    expect(amal.get_by_text("Sie haben zurzeit keinen Kursplatz.")).to_be_visible()
    assert not Enrolment.objects.filter(run=run, state="enrolled").exists()
