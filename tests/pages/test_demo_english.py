"""The demo's English: complete but for one part on purpose, and made as in the editor."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import RequestFactory
from django.utils.translation import override
from vielfalt.demo.english import FOLDER, load_english
from vielfalt.demo.newsroom import load_newsroom
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms_apps.accounts.models import User
from cms_apps.navigation.languages import language_links
from cms_apps.navigation.models import Menu
from cms_apps.pages.models import NewsPage, PressReleasePage

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
PARTLY = "open-hours-in-six-languages"
GERMAN_ONLY = {"sign-language"}


@pytest.fixture(scope="module")
def loaded(kept_site, django_db_blocker):
    """Both languages, loaded once for all tests of this file, each of which is rolled back to it; with who wrote them."""
    with django_db_blocker.unblock(), transaction.atomic():
        home = kept_site.give()
        kept_site.give_english()
        users = {
            name: User.objects.create_user(name, f"{name}@vielfalt.example")
            for name in ("redaktion", "chefredaktion")
        }
        for name, user in users.items():
            user.groups.add(Group.objects.get(name=name.capitalize()))
        load_newsroom(home, users, NOW)
        load_english(users)
        yield users
        transaction.set_rollback(True)


def english_pages():
    return Page.objects.filter(locale__language_code="en").specific()


def test_demo_is_translated_but_for_one_part(loaded):
    live = [page for page in english_pages() if page.live]

    assert NewsPage.objects.live().filter(locale__language_code="en").count() == 6
    assert PressReleasePage.objects.live().filter(locale__language_code="en").count() == 3
    assert [page.slug for page in live if page.untranslated] == [PARTLY]
    assert {page.slug for page in english_pages() if not page.live} == GERMAN_ONLY
    assert [menu.untranslated for menu in Menu.objects.filter(locale__language_code="en")] == [[], [], []]


@pytest.mark.once
def test_translations_stand_in_the_editor_side_by_side(loaded):
    page = NewsPage.objects.get(slug=PARTLY)
    translation = Translation.objects.get(source__object_id=page.translation_key)

    total, done = translation.get_progress()

    assert total - done == 1


@pytest.mark.once
def test_every_english_page_answers(client, loaded):
    answers = {page.url: client.get(page.url).status_code for page in english_pages() if page.live}

    assert set(answers.values()) == {200}
    assert {"/en/", "/en/take-part/", "/en/find-support/", "/en/news/", "/en/press/", "/en/privacy/"} <= set(
        answers
    )


def test_demo_loads_twice_without_doubles(loaded):
    before = Page.objects.count(), Page.objects.order_by("pk").values_list("latest_revision", flat=True)[::1]

    load_english(loaded)

    assert (
        Page.objects.count(),
        Page.objects.order_by("pk").values_list("latest_revision", flat=True)[::1],
    ) == before


def test_what_an_editor_changed_stays(loaded):
    page = NewsPage.objects.get(slug=PARTLY)
    page.title = "Changed by hand"
    page.save()

    load_english(loaded)

    assert NewsPage.objects.get(slug=PARTLY).title == "Changed by hand"


@pytest.mark.once
def test_english_texts_have_no_empty_string(loaded):
    for path in FOLDER.glob("*.json"):
        assert '": ""' not in path.read_text(encoding="utf-8")


def test_no_link_of_the_language_switch_is_dead(loaded, client):
    pages = Page.objects.live().filter(depth__gt=1)
    links = {}
    for page in pages.select_related("locale"):
        with override(page.locale.language_code):
            links |= {link.url: page.title for link in language_links(page, RequestFactory().get(page.url))}

    assert len(links) > pages.count() / 2
    assert {url: title for url, title in links.items() if client.get(url).status_code != 200} == {}
