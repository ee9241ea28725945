"""A page is found with the pages above it, its translations, and the word whether any page is shut."""

import pytest
from django.db import connection
from wagtail.models import Page, PageViewRestriction

from cms_apps.content.surroundings import FOUND, find_with_surroundings
from cms_apps.pages.models import NewsPage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(kept_site):
    home = kept_site.give()
    kept_site.give_english()
    return home


@pytest.fixture
def news(root):
    parent = root.get_children().get(slug="aktuelles")
    return parent.add_child(instance=NewsPage(title="Neu", slug="neu", lead="Neu."))


def test_live_pages_above_and_translations_come_with_the_page(root, news, django_assert_num_queries):
    with django_assert_num_queries(1):
        page, around = find_with_surroundings(root.url_path, "aktuelles/")
        above = [one.title for one in around.above]
        nearest = {code: one.title for code, one in around.translations.items()}

    assert page.pk == news.get_parent().pk
    assert above == [root.title]
    start, live = (
        {
            row.locale.language_code: row.title
            for row in Page.objects.live().filter(translation_key=one.translation_key)
        }
        for one in (root, page)
    )
    assert nearest == {**start, **live}
    assert set(start) > set(live)  # Leichte Sprache has the start page alone
    assert around.some_are_shut is False


def test_drafts_are_neither_found_nor_shown_above(root, news):
    Page.objects.filter(slug="aktuelles", locale=root.locale).update(live=False)

    _page, around = find_with_surroundings(root.url_path, "aktuelles/neu/")

    assert [one.title for one in around.above] == [root.title]
    assert find_with_surroundings(root.url_path, "aktuelles/") is None
    assert find_with_surroundings(root.url_path, "anderswo/neu/") is None  # a slug alone is no address


def test_pages_below_a_shut_one_are_shut_at_once_and_missing_in_lists(client, root, news):
    page = root.add_child(instance=StandardPage(title="Oben", slug="oben"))
    below = page.add_child(instance=StandardPage(title="Unten", slug="unten"))
    seen = [client.get(one.url).status_code for one in (page, below, news)]
    listed = "Neu." in client.get("/de/aktuelles/").content.decode()

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    PageViewRestriction.objects.create(page=news, restriction_type=PageViewRestriction.LOGIN)

    assert (seen, listed) == ([200, 200, 200], True)
    assert [client.get(one.url).status_code for one in (page, below, news)] == [302, 302, 302]
    assert client.get("/de/").status_code == 200
    assert "Neu." not in client.get("/de/aktuelles/").content.decode()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's planner")
def test_no_page_is_read_that_is_not_asked_for():
    paths = ["/start/", "/start/aktuelles/"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off"
        )  # small tables are read whole; what stays now has no index
        cursor.execute(f"EXPLAIN {FOUND.format(marks='%s, %s')}", ["start", "aktuelles", *paths])
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "Index" in plan
    assert "Seq Scan on wagtailcore_page" not in plan
