"""What setup makes in English, and that it leaves alone what people changed."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, WorkflowPage

from cms_apps.navigation.models import Menu
from cms_apps.navigation.selectors import menu_links
from cms_apps.pages.models import EasyPage, HomePage
from cms_apps.pages.services import setup_site, translate_site
from cms_apps.pages.setup.groups import APPROVAL, CHIEF_EDITORS, TRANSLATORS

pytestmark = pytest.mark.once

LIVE = {"start-en", "take-part", "find-support", "news", "press"}


@pytest.fixture
def english_home(home):
    return translate_site(home)[0]


def english_pages():
    return Page.objects.filter(locale__language_code="en")


def test_setup_translates_what_is_live_and_leaves_drafts_drafts(english_home):
    assert set(english_pages().live().values_list("slug", flat=True)) == LIVE
    assert english_pages().count() == len(LIVE) + 5
    assert [page.slug for page in english_pages().live().specific() if page.untranslated] == []


def test_english_menus_lead_to_english_pages(client, english_home):
    html = client.get("/en/").content.decode()

    assert '<a href="/en/take-part/">Take part</a>' in html
    assert 'href="/en/schreibtisch/">For host organisations</a>' in html
    assert 'lang="de" dir="ltr">' not in html.partition("<footer")[2]


def test_translators_may_change_english_pages_only(home, english_home):
    permissions = Group.objects.get(name=TRANSLATORS).page_permissions.select_related("permission", "page")

    assert {(one.page_id, one.permission.codename) for one in permissions} == {
        (english_home.pk, "change_page")
    }


def test_english_pages_are_approved_like_german_ones(home, english_home):
    assert english_home.get_workflow().name == APPROVAL
    chiefs = Group.objects.get(name=CHIEF_EDITORS).page_permissions.filter(
        permission__codename="publish_page"
    )
    assert set(chiefs.values_list("page_id", flat=True)) == {
        home.pk,
        english_home.pk,
        EasyPage.objects.get(slug="start-leicht").pk,
    }


def test_second_run_changes_nothing(english_home):
    HomePage.objects.filter(pk=english_home.pk).update(title="Changed by hand")
    before = Page.objects.count(), Menu.objects.count(), WorkflowPage.objects.count()

    translate_site(setup_site())

    assert (Page.objects.count(), Menu.objects.count(), WorkflowPage.objects.count()) == before
    assert HomePage.objects.get(pk=english_home.pk).title == "Changed by hand"


def test_german_menus_stay_german(english_home):
    assert [link.title for link in menu_links("main")] == [
        "Mitmachen",
        "Begleitung finden",
        "Aktuelles",
        "Presse",
    ]
