"""Between sign-up and decision, from both sides: a question, a first talk, being kept for later, a refusal."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from cms_apps.volunteering.models import Application
from cms_apps.volunteering.ticks import ask_interest
from tests.factories.people import (
    make_application,
    make_member,
    make_municipality,
    make_organisation,
    make_run,
)
from tests.journeys.sign_up import heading
from tests.journeys.test_keyboard import tab_to
from tests.journeys.test_sign_up import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOST, AMAL = "Freiwilligenzentrum Musterstadt", "amal@beispiel.example"


@pytest.fixture
def application(site) -> Application:
    """Amal's application, as Tamara has it under review."""
    host = make_organisation(HOST, serves=make_municipality())
    make_member(host, username="tamara", first_name="Tamara", last_name="Vogel", password=PASSWORD)
    return make_application(host, state="in_review", email=AMAL, last_name="Haddad")


def open_case(page) -> None:
    sign_in(page)
    page.get_by_role("link", name="Amal Haddad").click()


def next_step(page, name: str) -> None:
    """One of the steps behind "Weitere Schritte"."""
    page.get_by_text("Weitere Schritte").click()
    page.get_by_role("link", name=name).click()


def propose_talk(page, day: datetime) -> None:
    heading(page, "Erstgespräch mit Amal Haddad")
    page.locator("[name=day]").fill(f"{day:%Y-%m-%d}")
    page.locator("[name=time]").fill("16:30")
    page.get_by_label("per Video").check()
    page.locator("[name=where]").fill("https://video.example/raum-1")
    page.get_by_role("button", name="Einladen und Mail schicken").click()
    expect(page.get_by_text("Das Erstgespräch ist vereinbart.")).to_be_visible()


def test_a_question_and_its_answer_without_javascript(application, someone, link_to):
    tamara, amal = someone(java_script_enabled=False), someone(java_script_enabled=False)
    open_case(tamara)
    next_step(tamara, "Rückfrage stellen")
    tamara.get_by_role("button", name="schicken").click()
    expect(tamara.get_by_role("alert")).to_contain_text("Schreiben Sie Ihre Frage.")
    tamara.get_by_label("Ihre Frage").fill("An welchen Tagen haben Sie Zeit?")
    tamara.get_by_role("button", name="schicken").click()
    expect(tamara.get_by_text("Die Frist steht still")).to_be_visible()

    amal.goto(link_to(AMAL))
    heading(amal, f"{HOST} hat eine Frage an Sie. Bitte antworten Sie hier.")
    amal.get_by_role("link", name="Frage lesen und beantworten").click()
    amal.get_by_label("Ihre Antwort").fill("Montags und mittwochs.")
    amal.get_by_role("button", name="Antwort absenden").click()
    heading(amal, f"{HOST} prüft Ihre Bewerbung.")

    tamara.reload()
    expect(tamara.get_by_text("Montags und mittwochs.")).to_be_visible()
    expect(tamara.get_by_role("link", name="Zusagen")).to_be_visible()


def test_a_talk_goes_into_the_calendar_is_called_off_and_missed(application, someone, link_to):
    tamara, amal = someone(), someone()
    day = timezone.localtime() + timedelta(days=5)
    open_case(tamara)
    next_step(tamara, "Erstgespräch vereinbaren")
    propose_talk(tamara, day)

    amal.goto(link_to(AMAL))
    heading(amal, "Ihr Gespräch ist vereinbart.")
    expect(amal.get_by_text("16:30 Uhr")).to_be_visible()
    expect(amal.get_by_role("link", name="https://video.example/raum-1")).to_be_visible()
    with amal.expect_download() as download:
        amal.get_by_role("link", name="In den Kalender").click()
    (event,) = Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert event["DTSTART"].dt.strftime("%Y-%m-%d %H:%M") == f"{day:%Y-%m-%d} 16:30"

    amal.get_by_role("link", name="Gespräch absagen").click()
    amal.get_by_role("button", name="Gespräch absagen").click()
    heading(amal, f"{HOST} prüft Ihre Bewerbung.")

    tamara.reload()
    next_step(tamara, "Erstgespräch vereinbaren")
    propose_talk(tamara, day)
    application.talks.filter(outcome="planned").update(starts_at=timezone.now() - timedelta(hours=1))
    tamara.reload()
    tamara.get_by_role("link", name="Nicht gekommen").click()
    heading(tamara, "Amal Haddad ist nicht gekommen")
    tamara.get_by_role("button", name="Eintragen und Mail schicken").click()
    propose_talk(tamara, day)
    assert list(application.talks.values_list("outcome", flat=True)) == ["cancelled", "missed", "planned"]


def test_kept_for_later_and_still_interested_by_keyboard(application, someone, link_to):
    tamara, amal = someone(), someone()
    open_case(tamara)
    tab_to(tamara, tamara.get_by_text("Weitere Schritte"))
    tamara.keyboard.press("Enter")
    tab_to(tamara, tamara.get_by_role("link", name="Vormerken"))
    tamara.keyboard.press("Enter")
    tab_to(tamara, tamara.get_by_label("Persönliche Worte"))
    tamara.keyboard.type("Im Herbst beginnt ein neues Team.")
    tab_to(tamara, tamara.get_by_role("button", name="Vormerken und Mail schicken"))
    tamara.keyboard.press("Enter")
    expect(tamara.get_by_text("Vorgemerkt. Die Person bekommt eine Mail.")).to_be_visible()
    Application.objects.update(state_since=timezone.now() - timedelta(days=366))
    assert ask_interest() == 1

    amal.goto(link_to(AMAL))
    heading(amal, f"{HOST} hat Sie vorgemerkt")
    expect(amal.get_by_text("Im Herbst beginnt ein neues Team.")).to_be_visible()
    tab_to(amal, amal.get_by_role("button", name="Ja, ich möchte noch"))
    amal.keyboard.press("Enter")
    expect(amal.get_by_text("Danke! Sie bleiben vorgemerkt.")).to_be_visible()
    expect(amal.get_by_role("button", name="Ja, ich möchte noch")).to_have_count(0)


def test_a_refusal_names_others_near_by_without_javascript(application, someone, link_to):
    near = make_organisation("Nachbarschaftshaus Süd", serves=application.municipality, phone="0611 555 0777")
    make_run(near, title="Kurs im Mai")
    tamara, amal = someone(java_script_enabled=False), someone(java_script_enabled=False)
    open_case(tamara)
    tamara.get_by_role("link", name="Ablehnen").click()
    tamara.get_by_label("Zurzeit kein Bedarf").check()
    tamara.get_by_role("button", name="Satz zum Grund einsetzen").click()
    expect(tamara.get_by_label("Satz an die Person")).to_have_value(
        "Im Moment ist unser Team vollständig. Deshalb können wir Sie zurzeit nicht aufnehmen."
    )
    tamara.get_by_role("button", name="Ablehnen und Mail schicken").click()
    expect(tamara.get_by_text("Abgelehnt. Die Person bekommt eine Mail.")).to_be_visible()

    amal.goto(link_to(AMAL))
    heading(amal, f"{HOST} kann Ihre Bewerbung zurzeit nicht annehmen.")
    expect(amal.get_by_text("Im Moment ist unser Team vollständig.")).to_be_visible()
    expect(amal.get_by_role("heading", name="Nachbarschaftshaus Süd")).to_be_visible()
    expect(amal.get_by_text("Kurs im Mai")).to_be_visible()
    amal.get_by_role("link", name="Hier bewerben").click()
    heading(amal, "Wo möchten Sie mithelfen?")
