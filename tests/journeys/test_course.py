"""A course from both sides, on phones of 360 px: enrol, wait, be offered a place, be there, and show the certificate."""

from io import BytesIO

import pytest
from django.core import mail
from playwright.sync_api import expect
from pypdf import PdfReader

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.models import CourseCertificate
from cms_apps.outbox.worker import drain
from cms_apps.volunteering.models import Application
from tests.factories.courses import let_pass
from tests.factories.people import (
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_run,
)
from tests.journeys.sign_up import heading
from tests.journeys.test_sign_up import PASSWORD, sign_in
from tests.papers import text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOST, COURSE = "Freiwilligenzentrum Musterstadt", "Basisqualifizierung im Frühjahr"
AMAL, PAVLO = "amal@beispiel.example", "pavlo@beispiel.example"


@pytest.fixture
def run(site) -> CourseRun:
    """One place in a course, and two people who were accepted without one."""
    host = make_organisation(HOST, serves=make_municipality())
    make_member(host, username="tamara", first_name="Tamara", last_name="Vogel", password=PASSWORD)
    for first, last, email in (("Amal", "Haddad", AMAL), ("Pavlo", "Kowal", PAVLO)):
        make_application(host, state="accepted", first_name=first, last_name=last, email=email)
    return make_run(host, capacity=1, title=COURSE)


def enrol(page, address: str, button: str) -> None:
    """From the status page to a place, or to the list."""
    page.goto(address)
    page.get_by_role("link", name="Zu einem Kurs anmelden").click()
    heading(page, "Kurse für Sie")
    page.get_by_role("link", name="Ansehen und anmelden").click()
    heading(page, COURSE)
    page.get_by_role("button", name=button).click()


def note_who_was_there(page) -> None:
    page.get_by_role("link", name="Anwesenheit und Abschluss").click()
    page.locator("ol.settings a").click()
    heading(page, "Wer war da?")
    page.get_by_role("button", name="Speichern, alle anderen waren da").click()
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    page.get_by_role("link", name="Zurück zu allen Terminen").click()
    page.get_by_role("button", name="Abschluss eintragen").click()
    expect(page.get_by_text("1 Person hat den Kurs abgeschlossen.").first).to_be_visible()


def issue(page) -> None:
    page.get_by_role("link", name="Zertifikate ausstellen und übergeben").click()
    page.get_by_role("button", name="Alle Zertifikate ausstellen").click()
    expect(page.get_by_text("0 von 1 Zertifikaten sind als PDF fertig.")).to_be_visible()
    drain()
    page.get_by_role("link", name="Stand neu laden").click()
    expect(page.get_by_text("als PDF fertig")).to_have_count(0)


def hand_over(page) -> None:
    page.get_by_label("Pavlo Kowal").check()
    page.get_by_label("bei einer Feier").check()
    page.get_by_role("button", name="Übergabe eintragen").click()
    expect(page.get_by_text("1 Übergabe ist eingetragen.")).to_be_visible()


def address_on(pdf: bytes) -> str:
    """Where the paper leads: what its code holds stands there as a link too."""
    pages = PdfReader(BytesIO(pdf)).pages
    notes = [one.get_object() for page in pages for one in page.get("/Annots", [])]
    return next(str(note["/A"]["/URI"]) for note in notes if "/A" in note)


def test_from_the_enrolment_to_the_certificate(run, someone, link_to):
    amal, pavlo, tamara, employer = (someone() for _ in range(4))
    enrol(amal, link_to(AMAL), "Zum Kurs anmelden")
    expect(amal.get_by_text("Sie haben einen Platz in diesem Kurs.")).to_be_visible()
    enrol(pavlo, link_to(PAVLO), "Auf die Warteliste")
    expect(pavlo.get_by_text("Sie stehen auf Platz 1 der Warteliste.")).to_be_visible()

    amal.get_by_role("link", name="Kursplatz abgeben").click()
    amal.get_by_role("button", name="Kursplatz abgeben").click()
    expect(amal.get_by_text("Sie haben den Kursplatz abgegeben.")).to_be_visible()
    pavlo.goto(link_to(PAVLO))
    assert "Kursplatz frei geworden" in mail.outbox[-1].subject
    pavlo.get_by_role("link", name="Platz annehmen").click()
    pavlo.get_by_role("button", name="Platz annehmen").click()
    expect(pavlo.get_by_text("Sie haben einen Platz in diesem Kurs.").first).to_be_visible()

    let_pass(run)
    sign_in(tamara)
    tamara.goto(f"/de/schreibtisch/kurse/{run.pk}/")
    note_who_was_there(tamara)
    issue(tamara)
    hand_over(tamara)

    pavlo.goto(link_to(PAVLO))
    link = pavlo.get_by_role("link", name="Zertifikat ansehen (PDF)").get_attribute("href")
    paper = pavlo.request.get(link).body()
    assert "Pavlo Kowal" in text_of(paper)
    assert COURSE in text_of(paper)

    employer.goto(address_on(paper))
    heading(employer, "Dieses Zertifikat gilt")
    expect(employer.get_by_text("Pavlo")).to_have_count(0)
    employer.get_by_label("Name auf dem Zertifikat").fill("pavlo kowal")
    employer.get_by_role("button", name="Namen vergleichen").click()
    expect(employer.get_by_text("Ja, es ist auf diesen Namen ausgestellt: Pavlo Kowal")).to_be_visible()
    assert CourseCertificate.objects.get().handed_over_how == "ceremony"
    assert Application.objects.count() == 2


def test_the_certificate_is_withdrawn_and_everybody_reads_it(run, someone, link_to):
    pavlo, tamara, employer = (someone(java_script_enabled=False) for _ in range(3))
    enrol(pavlo, link_to(PAVLO), "Zum Kurs anmelden")
    let_pass(run)
    sign_in(tamara)
    tamara.goto(f"/de/schreibtisch/kurse/{run.pk}/")
    note_who_was_there(tamara)
    issue(tamara)

    tamara.get_by_role("link", name="Zurückziehen").click()
    tamara.get_by_role("button", name="Zurückziehen").click()
    expect(tamara.get_by_role("alert")).to_contain_text("Schreiben Sie, warum.")
    tamara.get_by_label("Grund").fill("Die Anwesenheit war falsch eingetragen.")
    tamara.get_by_role("button", name="Zurückziehen").click()
    expect(tamara.get_by_text("Zurückgezogen. Die Person bekommt eine Mail.")).to_be_visible()

    pavlo.goto(link_to(PAVLO))
    expect(pavlo.get_by_role("link", name="Zertifikat ansehen")).to_have_count(0)
    expect(pavlo.get_by_text("gilt nicht mehr")).to_be_visible()
    assert "gilt nicht mehr" in mail.outbox[-1].subject
    employer.goto("/de/zertifikat/")
    employer.get_by_label("Prüfcode").fill(CourseCertificate.objects.get().code.lower())
    employer.get_by_role("button", name="Prüfen").click()
    heading(employer, "Dieses Zertifikat gilt nicht mehr")
