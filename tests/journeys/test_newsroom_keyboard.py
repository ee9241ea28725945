"""A release without a mouse: written, approved by a ministry's link, out at its minute, read in feed, paper and mail."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cms_apps.outbox.worker import drain
from cms_apps.pages.models import PressIndexPage, PressReleasePage
from cms_apps.pages.ticks import publish_scheduled
from tests.journeys.keyboard import Hands, tab_to
from tests.journeys.pictures import picture
from tests.journeys.sign_up import heading
from tests.journeys.test_newsroom import LEAD, PASSWORD, TEXT, WIDE, newsroom, saved_by_itself
from tests.pages.test_press_list import on_the_list
from tests.papers import text_of

__all__ = ["newsroom"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Landesprogramm: Neue Kurse"
ADDRESS = "/de/presse/landesprogramm-neue-kurse/"
MINISTRY, PAPER = "kim@ministerium.example", "lokales@zeitung.example"


def sign_in(page, name):
    page.goto("/admin/")
    heading(page, "Anmelden")
    hands = Hands(page)
    hands.press(page.locator("[name=login]"), "Control+a")
    page.keyboard.type(name)
    hands.press(page.locator("[name=password]"), "Control+a")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation(url="**/admin/"):
        page.keyboard.press("Enter")
    return hands


def choose(hands, button, what):
    hands.button(button)
    dialog = hands.page.get_by_role("dialog")
    expect(dialog.get_by_role("link", name=what)).to_be_visible()
    hands.page.wait_for_load_state("networkidle")  # the dialogue fetches its list once more
    hands.press(dialog.get_by_role("link", name=what))
    expect(dialog).to_have_count(0)


def write(hands):
    page = hands.page
    page.goto(f"/admin/pages/{PressIndexPage.objects.get().pk}/add_subpage/")
    hands.type("Überschrift", TITLE)
    hands.type("Herausgeber", "Musterministerium")
    hands.type("Vorspann", LEAD)
    choose(hands, "Thema auswählen", "Ehrenamt")
    choose(hands, "Bild auswählen", "Tor")
    hands.press(page.locator(".c-sf-add-button").first)
    tab_to(page, page.get_by_role("combobox", name="Suchoptionen"))
    page.keyboard.type("Text")
    page.keyboard.press("Enter")
    hands.press(page.locator(".public-DraftEditor-content"), "Control+a")
    page.keyboard.type(TEXT)
    saved_by_itself(page)
    picture(page, "write")


def schedule(hands, moment):
    page = hands.page
    hands.button("Status umschalten")
    hands.button("Zeitplan festlegen")
    dialog = page.get_by_role("dialog")
    hands.press(dialog.locator("[name=go_live_at]"), "Control+a")
    page.keyboard.type(f"{moment:%d.%m.%Y %H:%M}")
    picture(page, "schedule")
    hands.press(dialog.get_by_role("button", name="Zeitplan speichern"))
    expect(page.get_by_text("wurde aktualisiert").first).to_be_visible()


def submit(hands):
    hands.button("Mehr Aktionen")
    hands.button("In Freigabe einreichen")
    expect(hands.page.get_by_text("eingereicht").first).to_be_visible()


def ask_the_ministry(hands, release):
    hands.page.goto(reverse("previews_of_page", args=[release.pk]))
    hands.type("Name", "Kim Beispiel")
    hands.type("E-Mail-Adresse", MINISTRY)
    hands.button("Link schicken")
    expect(hands.page.get_by_text("geht gleich hinaus")).to_be_visible()
    picture(hands.page, "preview")


def link_in_mail(address):
    drain()
    body = next(one.body for one in reversed(mail.outbox) if one.to == [address])
    return next(word for word in body.split() if "/vorschau/link/" in word)


def approve(hands, link):
    page = hands.page
    page.goto(link)
    hands.button("Text lesen")
    expect(page.get_by_text(TEXT)).to_be_visible()
    page.goto(link)
    hands.press(page.get_by_label("Freigeben"), "Space")
    picture(page, "ministry")
    hands.button("Antwort senden")
    expect(page.get_by_text("Sie haben den Text freigegeben")).to_be_visible()


def send(hands, release):
    hands.page.goto(f"/admin/versand/{release.pk}/")
    hands.button("An 1 Adresse schicken")
    expect(hands.page.get_by_text("Die Mails gehen um")).to_be_visible()
    picture(hands.page, "send")


def test_a_release_goes_from_the_first_word_to_the_newsrooms_by_keyboard_alone(newsroom, someone):
    on_the_list(PAPER)
    editor = sign_in(someone(WIDE), "redaktion")
    write(editor)
    moment = timezone.localtime() + timedelta(hours=2)
    schedule(editor, moment)
    submit(editor)
    release = PressReleasePage.objects.get()
    chief = sign_in(someone(WIDE), "chefredaktion")
    picture(chief.page, "dashboard")
    ask_the_ministry(chief, release)

    approve(Hands(someone()), link_in_mail(MINISTRY))

    reader = someone()
    assert reader.goto(ADDRESS).status == 404
    with time_machine.travel(moment + timedelta(minutes=1)):
        publish_scheduled()
    send(chief, release)
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        drain()

    reader.goto("/de/presse/")
    hands = Hands(reader)
    hands.press(reader.get_by_role("link", name=TITLE))
    heading(reader, TITLE)
    picture(reader, "release")
    feed = reader.request.get("/de/presse/feed/atom/").text()
    assert TITLE in feed
    assert ADDRESS in feed
    paper = text_of(reader.request.get(f"{ADDRESS}pdf/").body())
    assert TEXT.split(".")[0] in " ".join(paper.split())
    told = next(one for one in mail.outbox if one.to == [PAPER])
    assert TITLE in told.subject
    assert TEXT in " ".join(told.body.split())
