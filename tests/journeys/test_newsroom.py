"""The newsroom in the real editor: write, preview, submit, approve, read."""

import contextlib
import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from cms_apps.content.models import Contact, Topic
from cms_apps.media.models import Picture
from cms_apps.pages.models import NewsIndexPage, PressIndexPage, StandardPage
from cms_apps.pages.setup.groups import CHIEF_EDITORS, EDITORS
from cms_apps.pages.ticks import publish_scheduled
from tests.factories.people import make_user
from tests.journeys.sign_up import heading

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE = {"width": 1280, "height": 900}
PASSWORD = "Ein-langes-Wort-9"
LEAD = "Zwölf Menschen begleiten seit heute andere zum Amt."
TEXT = "Am Montag fing die Gruppe an. Alle waren da."


@pytest.fixture
def newsroom(site):
    """Two people, a topic, a contact and a picture."""
    for name, group in (("redaktion", EDITORS), ("chefredaktion", CHIEF_EDITORS)):
        make_user(name, password=PASSWORD, first_name=name.title()).groups.add(Group.objects.get(name=group))
    Topic.objects.create(title="Ehrenamt", slug="ehrenamt", locale=site.locale)
    Contact.objects.create(
        name="Dana Muster", office="Pressestelle", phone="0611 555 0101", email="presse@vielfalt.example",
        locale=site.locale,
    )  # fmt: skip
    png = io.BytesIO()
    Image.new("RGB", (1200, 675), "#12497A").save(png, "PNG")
    Picture.objects.create(
        title="Tor",
        description="Ein offenes Tor",
        credit="Zeichnung: Muster",
        file=SimpleUploadedFile("tor.png", png.getvalue(), "image/png"),
    )
    return site


# Wagtail adds what the last approval does.
APPROVE = re.compile(r"^Freigeben( und veröffentlichen)?$", re.IGNORECASE)


def sign_in(page, name):
    """Through the door of the admin to our own page, and back."""
    page.goto("/admin/")
    heading(page, "Anmelden")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url("**/admin/")


def choose(page, button, what):
    """Choose an object in one of the admin's dialogues."""
    page.get_by_role("button", name=button).click()
    page.get_by_role("dialog").get_by_role("link", name=what).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def write(page, index, title, **fields):
    """A new page below `index`: headline, lead, topic, picture and a paragraph."""
    page.goto(f"/admin/pages/{index.pk}/add_subpage/")
    page.get_by_role("textbox", name="Überschrift").fill(title)
    page.get_by_role("textbox", name="Vorspann").fill(LEAD)
    for label, value in fields.items():
        page.get_by_role("textbox", name=label).fill(value)
    choose(page, "Thema auswählen", "Ehrenamt")
    choose(page, "Bild auswählen", "Tor")
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Text", exact=True).click()
    page.locator(".public-DraftEditor-content").click()
    page.keyboard.type(TEXT)


def saved_by_itself(page):
    """Wait until the editor has saved by itself; keys that came before it listened wait for the next one."""
    saved = page.get_by_text("Gespeichert", exact=True)
    for _another_key in range(2):
        with contextlib.suppress(AssertionError):
            expect(saved).to_be_visible()
            return
        page.keyboard.type(".")
    expect(saved).to_be_visible()


def save_draft(page):
    saved_by_itself(page)
    page.get_by_role("button", name="Entwurf speichern").click()
    expect(page.get_by_text("aktualisiert").first).to_be_visible()


def submit(page):
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="In Freigabe einreichen").click()
    expect(page.get_by_text("eingereicht").first).to_be_visible()


def schedule(page, moment):
    page.get_by_role("button", name="Status umschalten").click()
    page.get_by_role("button", name="Zeitplan festlegen").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=go_live_at]").fill(f"{moment:%d.%m.%Y %H:%M}")
    # By the keyboard: Wagtail's calendar lies over the button while a field has the focus.
    dialog.get_by_role("button", name="Zeitplan speichern").press("Enter")
    expect(page.get_by_text("wurde aktualisiert").first).to_be_visible()


def approve(page, title):
    """From what waits on the dashboard to the approval."""
    page.goto("/admin/")
    expect(page.get_by_text("1 Seite wartet auf Ihre Freigabe.")).to_be_visible()
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("button", name="Mehr Aktionen").click()
    with page.expect_navigation():
        page.get_by_role("button", name=APPROVE).click()
    expect(page.get_by_role("status")).to_contain_text(title)


def test_news_is_written_approved_and_read(newsroom, someone):
    title, address = "Neue Gruppe in Musterstadt", "/de/aktuelles/neue-gruppe-in-musterstadt/"
    editor = someone(WIDE)
    sign_in(editor, "redaktion")
    write(editor, NewsIndexPage.objects.get(), title)
    save_draft(editor)
    editor.get_by_role("button", name="Vorschau umschalten").click()
    preview = editor.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(preview.get_by_text(TEXT)).to_be_visible()
    submit(editor)
    visitor = someone(WIDE)
    assert visitor.goto(address).status == 404

    chief = someone(WIDE)
    sign_in(chief, "chefredaktion")
    approve(chief, title)

    visitor.goto("/de/aktuelles/")
    visitor.get_by_role("link", name=title).click()
    heading(visitor, title)
    expect(visitor.get_by_text(LEAD)).to_be_visible()
    expect(visitor.get_by_text(TEXT)).to_be_visible()
    expect(visitor.get_by_role("img", name="Ein offenes Tor")).to_be_visible()
    expect(visitor.get_by_text("Zeichnung: Muster")).to_be_visible()
    assert visitor.context.cookies() == []


def test_release_appears_at_its_hour(newsroom, someone):
    title, address = "Landesprogramm: Neue Kurse", "/de/presse/landesprogramm-neue-kurse/"
    editor = someone(WIDE)
    sign_in(editor, "redaktion")
    write(editor, PressIndexPage.objects.get(), title, Herausgeber="Musterministerium", Ort="Wiesbaden")
    save_draft(editor)
    schedule(editor, timezone.localtime() + timedelta(hours=2))
    submit(editor)

    chief = someone(WIDE)
    sign_in(chief, "chefredaktion")
    approve(chief, title)
    visitor = someone(WIDE)
    assert visitor.goto(address).status == 404

    with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1)):
        publish_scheduled()

    visitor.goto("/de/presse/")
    visitor.get_by_role("link", name=title).click()
    heading(visitor, title)
    expect(visitor.get_by_text("Musterministerium")).to_be_visible()


def test_wagtails_checks_run_beside_the_editor(newsroom, someone):
    Picture.objects.update(description="")
    page = StandardPage(title="Die Gruppe", lead=LEAD, locale=newsroom.locale)
    page.body = [("picture", {"picture": Picture.objects.get(), "caption": ""}), ("text", f"<p>{TEXT}</p>")]
    newsroom.add_child(instance=page).save_revision()
    editor = someone(WIDE)
    sign_in(editor, "redaktion")

    editor.goto(f"/admin/pages/{page.pk}/edit/")
    editor.get_by_role("button", name="Überprüfungen").click()

    expect(editor.locator("[data-checks-panel]")).to_contain_text("Dem Bild fehlt ein Alternativtext")
    expect(editor.locator("[data-content-checker-count]").last).to_have_text("1")
    expect(editor.locator("[data-content-word-count]")).to_have_text(re.compile(r"^\d+$"))
