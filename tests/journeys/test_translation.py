"""A translator in the real editor: translate side by side, hand over; a chief editor approves; readers see it."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from playwright.sync_api import expect

from cms_apps.pages.models import NewsIndexPage, NewsPage
from cms_apps.pages.services import translate_site
from cms_apps.pages.setup.groups import CHIEF_EDITORS, TRANSLATORS
from tests.factories.people import make_user
from tests.journeys.sign_up import heading
from tests.journeys.test_newsroom import PASSWORD, WIDE, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXTS = {
    "Ein Abend": "An evening",
    "Zwölf Menschen fangen an.": "Twelve people start.",
    "Sie gehen mit.": "They come along.",
    "ein-abend": "an-evening",
}


@pytest.fixture
def newsroom(site):
    """A German news item, English start page and lists, a translator and a chief editor."""
    # A migration made this one; the browser tests before this one emptied the database.
    kind, _ = ContentType.objects.get_or_create(app_label="wagtail_localize", model="translation")
    Permission.objects.get_or_create(
        content_type=kind, codename="submit_translation", defaults={"name": "Can submit translations"}
    )
    translate_site(site)
    for name, group in (("uebersetzung", TRANSLATORS), ("chefredaktion", CHIEF_EDITORS)):
        make_user(name, password=PASSWORD, first_name=name.title()).groups.add(Group.objects.get(name=group))
    index = NewsIndexPage.objects.get(locale=site.locale)
    page = NewsPage(
        title="Ein Abend", lead="Zwölf Menschen fangen an.", body=[("heading", "Sie gehen mit.")],
        locale=site.locale,
    )  # fmt: skip
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def translate(page, german, english):
    """Write one text below the German one; the editor saves it by itself."""
    segment = page.locator(".js-translation-editor li:has(> p)", has=page.get_by_text(german, exact=True))
    segment.get_by_role("button", name="Übersetzen").click()
    segment.locator("textarea, [contenteditable=true]").fill(english)
    segment.get_by_role("button", name="Speichern").click()
    expect(segment.get_by_text(english, exact=True)).to_be_visible()


def test_translation_from_the_list_to_the_reader(newsroom, someone):
    translator = someone(WIDE)
    sign_in(translator, "uebersetzung")
    translator.get_by_role("link", name="Ein Abend").click()
    translator.get_by_label("English").check()
    translator.get_by_role("button", name="Absenden").click()
    translator.wait_for_url("**/edit/")
    expect(translator.locator("html")).to_have_attribute("lang", "de")
    for german, english in TEXTS.items():
        if german == "ein-abend":
            translator.get_by_role("tab", name="Veröffentlichung").click()
        translate(translator, german, english)
    translator.get_by_role("button", name="Zur Freigabe geben").click()
    expect(translator.get_by_text("liegt jetzt zur Freigabe")).to_be_visible()

    reader = someone()
    reader.goto("/en/news/an-evening/")
    heading(reader, re.compile("."))
    assert "Ein Abend" not in reader.title()

    chief = someone(WIDE)
    sign_in(chief, "chefredaktion")
    english = NewsPage.objects.get(locale__language_code="en")
    chief.goto(f"/admin/pages/{english.pk}/edit/")
    chief.get_by_role("button", name="Freigeben und veröffentlichen").click()
    chief.wait_for_url("**/edit/")

    reader.goto("/de/aktuelles/ein-abend/")
    reader.get_by_role("link", name="English").click()
    heading(reader, "An evening")
    expect(reader).to_have_url(re.compile("/en/news/an-evening/$"))
    expect(reader.get_by_role("heading", name="They come along.")).to_be_visible()
    reader.get_by_role("link", name="Deutsch").click()
    heading(reader, "Ein Abend")
