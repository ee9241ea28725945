"""A newcomer with a phone: find by postal code, ask, and read the answer that the desk wrote."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from cms_apps.outbox.worker import drain
from tests.factories.people import make_member, make_municipality, make_organisation
from tests.journeys.sign_up import heading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS, WORD = "olena@beispiel.example", "Ein-langes-Wort-9"


def test_find_ask_answer_read(site, someone):
    host = make_organisation(
        "Brückenbau Muster", serves=make_municipality(), team_languages=["uk", "ar"], office_code="65183"
    )
    member = make_member(host, password=WORD)
    olena, tamara = someone(java_script_enabled=False), someone()

    olena.goto("/de/traeger/")
    olena.get_by_label("Postleitzahl oder Ort").fill("65183")
    olena.get_by_role("combobox", name="Sprache").select_option("uk")
    olena.get_by_role("button", name="Träger finden").click()
    heading(olena, "Begleitung finden")
    olena.get_by_role("link", name=re.compile("Begleitung anfragen.*Brückenbau Muster")).click()
    expect(olena.get_by_label("In welchem Ort?")).to_have_value("65183")
    olena.get_by_label("Amt oder Behörde").check()
    olena.get_by_label("Wann?").fill("Dienstag, 10 Uhr")
    olena.get_by_label("Ihr Name").fill("Olena Beispiel")
    olena.get_by_role("button", name="Anfrage absenden").click()
    expect(olena.get_by_role("alert")).to_contain_text("Geben Sie ein Telefon oder eine E-Mail-Adresse ein.")
    olena.get_by_label("E-Mail-Adresse").fill(ADDRESS)
    olena.get_by_role("button", name="Anfrage absenden").click()
    heading(olena, "Ihre Anfrage ist angekommen")
    number = olena.locator(".fact__value").inner_text()

    tamara.goto("/de/schreibtisch/anfragen/")
    tamara.locator("[name=login]").fill(member.username)
    tamara.locator("[name=password]").fill(WORD)
    tamara.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()
    tamara.get_by_role("link", name=number).click()
    tamara.get_by_role("button", name="In Arbeit nehmen").click()
    tamara.get_by_role("link", name="Beantworten").click()
    tamara.get_by_label("Ihre Antwort").fill("Frau Muster geht mit Ihnen.")
    tamara.get_by_role("button", name="Als beantwortet abschließen").click()
    expect(tamara.get_by_text("beantwortet", exact=True).first).to_be_visible()

    drain()
    (answer,) = [one for one in mail.outbox if one.to == [ADDRESS]]
    assert "Frau Muster geht mit Ihnen." in answer.body
    assert re.search(number, answer.subject)
