"""Menus and breadcrumbs: on pages, without pages, in other languages."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, Page, Site

from cms_apps.navigation.models import Menu, MenuItem
from cms_apps.navigation.selectors import MenuLink, forget_menus, menu_links, path_to
from cms_apps.navigation.services import setup_menus


@pytest.fixture
def home(db, kept_site):
    return kept_site.give()


def test_main_menu_leads_to_the_four_parts(home):
    assert [(link.title, link.url) for link in menu_links("main")] == [
        ("Mitmachen", "/de/mitmachen/"),
        ("Begleitung finden", "/de/traeger/"),
        ("Aktuelles", "/de/aktuelles/"),
        ("Presse", "/de/presse/"),
    ]


def test_entries_of_drafts_wait_for_their_page(home):
    before = [link.title for link in menu_links("footer")]
    Page.objects.get(slug="impressum").get_latest_revision().publish()

    after = [link.title for link in menu_links("footer")]

    assert before == ["Leichte Sprache", "Für Träger"]
    assert after == ["Impressum", "Leichte Sprache", "Für Träger"]


def test_the_shown_page_is_marked(home):
    request = RequestFactory().get("/de/aktuelles/eine-meldung/")

    current = [link.title for link in menu_links("main", request) if link.current]

    assert current == ["Aktuelles"]


def test_all_menus_cost_one_query_a_minute(home, django_assert_num_queries):
    request = RequestFactory().get("/de/")
    menu_links("main")  # fills the cache of site paths
    Site.find_for_request(request)  # as Wagtail does while it serves a page
    forget_menus()

    for queries in (1, 0):
        with django_assert_num_queries(queries):
            menu_links("main", request)
            menu_links("footer", request)
            menu_links("top", request)
        request = RequestFactory().get("/de/aktuelles/")


def _moved(home):
    news, press = (home.get_children().get(slug=slug) for slug in ("aktuelles", "presse"))
    press.move(news, pos="left")


@pytest.mark.parametrize(
    "change",
    [
        lambda home: home.get_children().get(slug="aktuelles").unpublish(),
        lambda home: home.get_children().get(slug="aktuelles").delete(),
        lambda _home: Page.objects.get(slug="aktuelles").save(),
        lambda _home: MenuItem.objects.filter(title="Aktuelles").first().delete(),
        lambda _home: MenuItem.objects.filter(title="Aktuelles").first().save(),
        _moved,
    ],
    ids=["unpublished", "page-deleted", "page-saved", "entry-deleted", "entry-saved", "moved"],
)
def test_kept_menus_are_forgotten_when_something_changes(home, change, django_assert_num_queries):
    menu_links("main")
    change(home)

    with CaptureQueriesContext(connection) as read_again:
        menu_links("main")

    assert len(read_again) >= 1


def test_empty_tree_gives_empty_menus(db, django_assert_num_queries):
    Site.objects.all().delete()
    Page.objects.all().delete()
    Locale.objects.all().delete()
    template = Template('{% load navigation %}{% menu "main" as items %}[{{ items|length }}]')

    with django_assert_num_queries(1):
        html = template.render(Context({}))

    assert html == "[0]"


def test_missing_language_falls_back_to_german(home):
    with translation.override("en"):
        assert next(link.title for link in menu_links("main")) == "Mitmachen"
        assert menu_links("footer")[-1].url == "/en/schreibtisch/"


def test_own_language_goes_first(home):
    english = Locale.objects.get(language_code="en")
    menu = Menu.objects.create(place="main", locale=english)
    MenuItem.objects.create(menu=menu, locale=english, title="Join", address="/bewerbung/")

    with translation.override("en"):
        links = menu_links("main")

    assert links == [MenuLink("Join", "/en/bewerbung/")]


def test_setup_leaves_a_changed_menu_alone(home):
    MenuItem.objects.filter(menu__place="main", title="Presse").delete()

    setup_menus()

    assert [link.title for link in menu_links("main")] == ["Mitmachen", "Begleitung finden", "Aktuelles"]


def test_an_entry_leads_to_one_place(home):
    menu = Menu.objects.get(place="main")

    with pytest.raises(IntegrityError), transaction.atomic():
        MenuItem.objects.create(menu=menu, locale=menu.locale, title="Nirgends")
    with pytest.raises(IntegrityError), transaction.atomic():
        MenuItem.objects.create(menu=menu, locale=menu.locale, title="Beides", page=home, address="/x/")


def test_path_holds_live_pages_from_the_start(home):
    page = Page.objects.get(slug="presse")

    assert path_to(page) == [MenuLink("Kompetenzzentrum Vielfalt Hessen", "/de/")]


def test_a_second_menu_in_the_same_place_is_refused_in_the_form(home, admin_client):
    before = Menu.objects.count()

    response = admin_client.post(
        "/admin/snippets/navigation/menu/add/",
        {"place": "main", "items-TOTAL_FORMS": "0", "items-INITIAL_FORMS": "0"},
    )

    assert response.status_code == 200
    assert response.context["form"].errors == {"place": ["Dieses Menü gibt es in dieser Sprache schon."]}
    assert Menu.objects.count() == before
