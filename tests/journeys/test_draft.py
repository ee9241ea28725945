"""A draft in real browsers: kept while typing, resumed elsewhere and in English, two windows, by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from cms_apps.volunteering.models import Application, Draft
from tests.factories.people import make_municipality, make_organisation
from tests.journeys import sign_up
from tests.journeys.sign_up import heading
from tests.journeys.test_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOST, MAILBOX = "Team Bridge", "amal@beispiel.example"
WHY = "Warum möchten Sie mithelfen?"
HIDE = """() => {
  Object.defineProperty(document, 'visibilityState', {value: 'hidden'});
  document.dispatchEvent(new Event('visibilitychange'));
}"""
COUNT = """() => {
  window.spoken = 0;
  new MutationObserver(() => { window.spoken += 1; }).observe(
    document.querySelector('.kept__spoken'), {childList: true, subtree: true});
}"""
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["javascript", "no-javascript"])


@pytest.fixture
def host(site):
    return make_organisation(HOST, serves=make_municipality())


def to_about(page):
    """Up to the free text."""
    page.goto("/de/bewerbung/")
    sign_up.choose_place(page, HOST)
    sign_up.choose_languages(page)
    sign_up.choose_times(page)
    heading(page, "Möchten Sie etwas über sich sagen?")


def kept(page):
    """Wait until the script has said that it kept what was typed."""
    expect(page.locator(".kept__text")).to_have_text(re.compile(r"gespeichert \d\d:\d\d"))


def keep_for_later(page):
    page.get_by_role("button", name="Zwischenspeichern").click()
    heading(page, "Ihre Angaben sind gespeichert")
    expect(page.get_by_text("Noch nicht abgesendet")).to_be_visible()
    return page.locator(".fact__value").inner_text()


def type_code(page, code, language="de"):
    page.goto(f"/{language}/bewerbung/fortsetzen/")
    page.locator("[name=code]").fill(code)
    page.locator("main form button").click()


def test_first_word_is_kept_and_the_tab_may_die(host, someone):
    page = someone()
    page.goto("/de/bewerbung/")
    assert not Draft.objects.exists()
    page.get_by_label("Postleitzahl oder Wohnort").fill("65183")
    kept(page)
    expect(page).to_have_url(re.compile(r"/de/bewerbung/[0-9a-f-]{36}/ort/$"))

    page.reload()
    expect(page.get_by_label("Postleitzahl oder Wohnort")).to_have_value("65183")
    page.close()
    again = page.context.new_page()
    again.goto("/de/bewerbung/")
    expect(again.get_by_label("Postleitzahl oder Wohnort")).to_have_value("65183")
    assert Draft.objects.count() == 1


def test_sentence_survives_a_tab_that_is_closed_at_once(host, someone):
    page = someone()
    to_about(page)
    page.get_by_label(WHY).fill("Der ganze Satz.")
    kept(page)
    page.get_by_label(WHY).fill("Der ganze Satz, und noch ein Wort.")
    # What a phone does that goes to another app: the page is hidden, perhaps for ever.
    with page.expect_response("**/merken/"):
        page.evaluate(HIDE)
    page.close()

    again = page.context.new_page()
    again.goto("/de/bewerbung/")
    again.get_by_role("link", name="Über mich").click()
    expect(again.get_by_label(WHY)).to_have_value("Der ganze Satz, und noch ein Wort.")


def test_saying_so_does_not_chatter(host, someone):
    page = someone()
    to_about(page)
    spoken = page.locator(".kept__spoken")
    page.get_by_label(WHY).fill("Eins.")
    kept(page)
    first = spoken.inner_text()
    page.evaluate(COUNT)

    page.get_by_label(WHY).fill("Eins, zwei.")
    with page.expect_response("**/merken/"):
        pass

    assert first.startswith("gespeichert")
    assert page.evaluate("window.spoken") == 0


def test_failure_is_told_and_tried_again(host, someone):
    page = someone()
    to_about(page)
    page.route("**/merken/", lambda route: route.abort())
    page.get_by_label(WHY).fill("Ein Wort.")
    expect(page.locator(".kept__text")).to_have_text(
        "Nicht gespeichert. Wir versuchen es gleich noch einmal."
    )
    page.watch.found.clear()  # the browser itself reports the line that we cut

    page.unroute("**/merken/")
    page.get_by_label(WHY).fill("Ein Wort, noch eins.")
    kept(page)
    sign_up.go_on(page)
    heading(page, "Wie erreichen wir Sie?")


def test_weiter_right_after_typing_is_no_conflict_with_oneself(host, someone):
    page = someone()
    to_about(page)
    page.get_by_label(WHY).fill("Eins.")
    kept(page)
    page.get_by_label(WHY).fill("Eins, zwei.")
    sign_up.go_on(page)

    heading(page, "Wie erreichen wir Sie?")
    assert Draft.objects.get().data["ueber-mich"]["ueber-mich-motivation"] == ["Eins, zwei."]


@SCRIPT
def test_resumed_on_a_second_device_in_english(host, someone, link_to, script):
    phone = someone(java_script_enabled=script)
    to_about(phone)
    phone.get_by_label(WHY).fill("Ein Satz vom Telefon.")
    code = keep_for_later(phone)

    laptop = someone({"width": 1280, "height": 900}, java_script_enabled=script)
    type_code(laptop, code.lower(), "en")
    heading(laptop, "How can we reach you?")
    expect(laptop.get_by_text("Not sent yet")).to_be_visible()
    laptop.get_by_label("First name").fill("Amal")
    laptop.get_by_label("Last name").fill("Haddad")
    laptop.get_by_label("Email address").fill(MAILBOX)
    laptop.locator(".actions").get_by_role("button", name="Continue").click()
    laptop.get_by_label("A course is not important to me now").check()
    laptop.locator(".actions").get_by_role("button", name="Continue").click()
    heading(laptop, "Is everything right?")
    expect(laptop.get_by_text("Ein Satz vom Telefon.")).to_be_visible()

    phone.goto("/de/bewerbung/")  # the first device goes on as well
    heading(phone, "Stimmt alles?")
    expect(phone.get_by_text(MAILBOX)).to_be_visible()

    laptop.get_by_label("I have read the privacy notice.").check()
    laptop.get_by_role("button", name="Send application").click()
    heading(laptop, "Almost done: confirm your email address")
    laptop.goto(link_to(MAILBOX))
    laptop.get_by_role("button", name="Confirm application").click()
    heading(laptop, f"{HOST} has received your application.")
    assert Application.objects.get().motivation == "Ein Satz vom Telefon."


def test_resumed_by_the_link_in_the_mail_beside_another_draft(host, someone, link_to):
    phone = someone()
    to_about(phone)
    phone.get_by_label(WHY).fill("Vom Telefon.")
    keep_for_later(phone)
    phone.get_by_label("Ihre E-Mail-Adresse").fill(MAILBOX)
    phone.get_by_role("button", name="Link schicken").click()
    expect(phone.get_by_text(MAILBOX)).to_be_visible()

    other = someone()
    other.goto("/de/bewerbung/")
    other.get_by_label("Postleitzahl oder Wohnort").fill("65183")
    sign_up.go_on(other)
    other.goto(link_to(MAILBOX))
    heading(other, "Welchen Entwurf möchten Sie öffnen?")
    assert len(other.url.split("/")[-2]) < 20  # no token in the address
    other.get_by_role("button", name="Hier weitermachen").first.click()

    heading(other, "Wie erreichen wir Sie?")
    other.get_by_role("link", name="Anderen Entwurf auf diesem Gerät öffnen").click()
    other.get_by_role("button", name="Hier weitermachen").last.click()
    heading(other, "Wo möchten Sie mithelfen?")
    expect(other.get_by_label("Postleitzahl oder Wohnort")).to_have_value("65183")


@SCRIPT
def test_two_windows_show_both_and_a_button_takes_the_other(host, someone, script):
    first = someone(java_script_enabled=script)
    to_about(first)
    second = first.context.new_page()
    second.goto(first.url)
    first.get_by_label(WHY).fill("Aus dem ersten Fenster.")
    sign_up.go_on(first)
    heading(first, "Wie erreichen wir Sie?")

    second.get_by_label(WHY).fill("Aus dem zweiten.")
    sign_up.go_on(second)
    heading(second, "Möchten Sie etwas über sich sagen?")
    expect(second.get_by_role("heading", name="Auch in einem anderen Fenster geändert")).to_be_visible()
    expect(second.get_by_label(WHY)).to_have_value("Aus dem zweiten.")
    second.get_by_role("button", name="Diese Angabe nehmen").click()
    expect(second.get_by_label(WHY)).to_have_value("Aus dem ersten Fenster.")
    expect(second.locator(".both").get_by_text("Aus dem zweiten.", exact=True)).to_be_visible()
    sign_up.go_on(second)
    heading(second, "Wie erreichen wir Sie?")


@SCRIPT
def test_slip_in_the_address_is_mended_by_a_button(host, someone, script):
    page = someone(java_script_enabled=script)
    to_about(page)
    sign_up.go_on(page)
    page.get_by_label("E-Mail-Adresse").fill("amal@gmial.com")
    sign_up.go_on(page)
    page.get_by_role("button", name="Ja, amal@gmail.com").click()

    expect(page.get_by_label("E-Mail-Adresse")).to_have_value("amal@gmail.com")
    sign_up.go_on(page)
    heading(page, "Möchten Sie einen Kurs besuchen?")


def test_kept_and_resumed_by_keyboard_alone(host, someone):
    page = someone()
    to_about(page)
    tab_to(page, page.get_by_label(WHY))
    page.keyboard.type("Mit der Tastatur.")
    tab_to(page, page.get_by_role("button", name="Zwischenspeichern"))
    page.keyboard.press("Enter")
    heading(page, "Ihre Angaben sind gespeichert")
    code = page.locator(".fact__value").inner_text()

    other = someone()
    other.goto("/de/bewerbung/")
    tab_to(other, other.get_by_role("link", name="Mit dem Code fortsetzen"))
    other.keyboard.press("Enter")
    heading(other, "Bewerbung fortsetzen")
    tab_to(other, other.get_by_label("Ihr Code"))
    other.keyboard.type(code)
    other.keyboard.press("Enter")
    heading(other, "Wie erreichen wir Sie?")


def test_shared_computer_keeps_the_draft_away_from_the_next_person(host, someone):
    page = someone()
    to_about(page)
    page.get_by_label(WHY).fill("Nur für mich.")
    code = keep_for_later(page)
    page.goto("/de/bewerbung/")
    page.get_by_role("link", name="Neu beginnen").click()
    page.get_by_role("button", name="Behalten und neu beginnen").click()
    heading(page, "Wo möchten Sie mithelfen?")

    page.go_back()
    expect(page.get_by_text("Nur für mich.")).to_have_count(0)
    type_code(page, code)
    page.get_by_role("link", name="Über mich").click()
    expect(page.get_by_label(WHY)).to_have_value("Nur für mich.")
