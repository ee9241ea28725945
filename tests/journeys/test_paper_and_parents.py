"""Somebody without a mailbox, and somebody under 18: at phone width, with and without JavaScript."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.volunteering.models import Application
from tests.factories.people import make_member, make_municipality, make_organisation
from tests.journeys.sign_up import (
    begin,
    choose_languages,
    choose_place,
    choose_times,
    confirm,
    go_on,
    heading,
    leave_contact,
    send,
    tell,
    wish,
)
from tests.journeys.test_middle_of_life import AMAL, HOST
from tests.journeys.test_sign_up import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARENT = "eltern@beispiel.example"
both = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def host(site):
    host = make_organisation(HOST, serves=make_municipality(), asks_parents=True)
    make_member(host, username="tamara", first_name="Tamara", last_name="Vogel", password=PASSWORD)
    return host


@both
def test_a_paper_form_is_entered_and_answered_by_letter(host, someone, scripts):
    tamara = someone(java_script_enabled=scripts)
    sign_in(tamara)
    tamara.get_by_role("link", name="Bewerbung eintragen").click()
    heading(tamara, "Bewerbung eintragen")
    tamara.get_by_label("Papier").check()
    tamara.get_by_label("Vorname").fill("Rosa")
    tamara.get_by_label("Nachname").fill("Brief")
    tamara.get_by_role("button", name="Eintragen").last.click()
    expect(tamara.get_by_role("alert")).to_contain_text("Datenschutzhinweise")
    tamara.get_by_label("Postleitzahl oder Wohnort").fill("65183")
    first = tamara.get_by_role("group", name="Sprache 1")
    first.get_by_label("Sprache", exact=True).fill("Spanisch")
    first.get_by_label("Wie gut?").select_option(label="gut")
    tamara.get_by_label("am Wochenende").check()
    tamara.get_by_label("bis zu 2 Stunden").check()
    tamara.get_by_label("Die Person kennt unsere Datenschutzhinweise").check()
    tamara.get_by_role("button", name="Eintragen").last.click()
    heading(tamara, "Rosa Brief")
    expect(tamara.get_by_text("wartet als Brief auf den Druck")).to_be_visible()

    tamara.goto("/de/schreibtisch/briefe/")
    tamara.get_by_role("button", name="Gedruckt").click()
    expect(tamara.get_by_text("Kein Brief wartet")).to_be_visible()
    assert OutboxRow.objects.get(kind="volunteering.receipt").status == Delivery.POSTED


@both
def test_the_team_sees_somebody_under_18_once_a_parent_agrees(host, someone, link_to, scripts):
    amal, parent, tamara = (someone(java_script_enabled=scripts) for _ in range(3))
    begin(amal)
    choose_place(amal, HOST)
    heading(amal, "Wie alt sind Sie?")
    amal.get_by_label("In welchem Jahr sind Sie geboren?").fill(str(timezone.localdate().year - 16))
    go_on(amal)
    amal.get_by_label("Name eines Elternteils").fill("Eva Haddad")
    amal.get_by_label("E-Mail-Adresse dieses Elternteils").fill(PARENT)
    go_on(amal)
    choose_languages(amal)
    choose_times(amal)
    tell(amal)
    leave_contact(amal, AMAL)
    wish(amal, "Ein Kurs ist mir jetzt nicht")
    send(amal)
    confirm(amal, link_to(AMAL))
    expect(amal.get_by_text("Ihre Eltern müssen noch zustimmen").first).to_be_visible()
    sign_in(tamara)
    expect(tamara.get_by_text("Amal Haddad")).to_have_count(0)

    parent.goto(link_to(PARENT))
    expect(parent.get_by_role("heading", level=1)).to_contain_text("Sind Sie einverstanden?")
    assert Application.objects.get().state == "parent_asked"
    parent.get_by_role("button", name="Ja, ich bin einverstanden").click()
    heading(parent, "Danke für Ihr Einverständnis")

    tamara.reload()
    expect(tamara.get_by_role("link", name="Amal Haddad")).to_be_visible()
    amal.reload()
    heading(amal, f"Ihre Bewerbung ist bei {HOST} eingegangen.")
