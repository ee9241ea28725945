"""Without a mouse: skip link, fields in order, Enter means "Weiter"."""

import pytest
from playwright.sync_api import expect

from tests.factories.people import make_municipality, make_organisation
from tests.journeys.keyboard import tab_to
from tests.journeys.sign_up import heading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOST = "Freiwilligenzentrum Musterstadt"


@pytest.fixture
def page(site, someone):
    make_organisation(HOST, serves=make_municipality())
    return someone()


def test_skip_link_leads_past_the_menu(page):
    page.goto("/de/mitmachen/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt springen")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Jetzt bewerben"))
    page.keyboard.press("Enter")
    heading(page, "Wo möchten Sie mithelfen?")


def test_two_steps_by_keyboard(page):
    page.goto("/de/bewerbung/")
    tab_to(page, page.get_by_label("Postleitzahl oder Wohnort"))
    page.keyboard.type("65183")
    page.keyboard.press("Enter")

    tab_to(page, page.get_by_label(HOST))
    page.keyboard.press("Space")
    expect(page.get_by_label(HOST)).to_be_checked()
    page.keyboard.press("Enter")

    heading(page, "Welche Sprachen können Sie?")
    first = page.get_by_role("group", name="Sprache 1")
    tab_to(page, first.get_by_label("Sprache", exact=True))
    page.keyboard.type("Arabisch")
    tab_to(page, first.get_by_label("Wie gut?"))
    page.keyboard.type("sehr gut")
    tab_to(page, page.locator(".actions").get_by_role("button", name="Weiter"))
    page.keyboard.press("Enter")
    heading(page, "Wann und wobei?")

    tab_to(page, page.get_by_role("button", name="Zurück"))
    page.keyboard.press("Enter")
    heading(page, "Welche Sprachen können Sie?")
    expect(first.get_by_label("Wie gut?")).to_have_value("very_good")


def test_enter_in_a_box_means_go_on(page):
    page.goto("/de/bewerbung/")
    page.get_by_label("Postleitzahl oder Wohnort").fill("65183")
    page.keyboard.press("Enter")
    page.get_by_label(HOST).press("Enter")
    heading(page, "Welche Sprachen können Sie?")

    page.get_by_label("schreiben").first.press("Enter")

    heading(page, "Wann und wobei?")


def test_error_summary_takes_the_focus_and_leads_to_the_field(page):
    page.goto("/de/bewerbung/")
    page.get_by_label("Postleitzahl oder Wohnort").fill("Nirgendwo")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Postleitzahl oder Wohnort")).to_be_focused()
