"""Setting a site up: complete, repeatable, careful with what people changed."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Site, Workflow, WorkflowPage

from cms_apps.navigation.models import Menu, MenuItem
from cms_apps.pages.models import HomePage, StandardPage
from cms_apps.pages.services import setup_site


def numbers():
    return {
        model.__name__: model.objects.count()
        for model in (Page, Site, Group, Menu, MenuItem, Workflow, GroupApprovalTask, WorkflowPage)
    }


def test_setup_makes_site_pages_menus_groups_and_approval(home):
    assert Site.objects.get().root_page.specific == home
    assert {page.slug for page in home.get_children().live()} == {
        "mitmachen",
        "traeger",
        "aktuelles",
        "presse",
    }
    assert Menu.objects.count() == 3
    assert set(Group.objects.values_list("name", flat=True)) >= {"Redaktion", "Chefredaktion"}
    assert home.get_workflow().name == "Freigabe"
    assert Page.objects.filter(slug="home").count() == 0


def test_setup_runs_again_without_making_anything_twice(home):
    before = numbers()

    again = setup_site()

    assert again.pk == home.pk
    assert numbers() == before


def test_setup_leaves_the_words_of_editors_alone(home):
    page = StandardPage.objects.get(slug="mitmachen")
    page.title = "Machen Sie mit"
    page.save_revision().publish()
    HomePage.objects.update(help_title="Dabei sein")

    setup_site()

    page.refresh_from_db()
    home.refresh_from_db()
    assert page.title == "Machen Sie mit"
    assert home.help_title == "Dabei sein"


def test_site_follows_the_address_of_the_installation(home, settings):
    settings.BASE_URL = "https://vielfalt.example"

    setup_site()

    site = Site.objects.get()
    assert (site.hostname, site.port) == ("vielfalt.example", 443)


@pytest.mark.django_db(transaction=True)
def test_setup_starts_from_nothing():
    Site.objects.all().delete()
    Page.objects.all().delete()

    home = setup_site()

    assert home.url == "/de/"
