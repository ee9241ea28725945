"""Lists of dated pages: order, years, topics, pages."""

import datetime as dt

import pytest
from wagtail.models import PageViewRestriction

from cms_apps.content.models import Topic
from cms_apps.pages.listing import MOST_ROWS, ROWS, Listing
from cms_apps.pages.models import NewsPage


@pytest.fixture
def three(add_news, topic, home):
    course = Topic.objects.create(title="Kurse", slug="kurse", locale=home.locale)
    add_news("Alt", date=dt.date(2024, 3, 1), topic=topic)
    add_news("Neu", date=dt.date(2026, 3, 1), topic=topic)
    add_news("Mitte", date=dt.date(2026, 1, 5), topic=course)


def listing(**words):
    return Listing(NewsPage.objects.live(), words)


def titles(found):
    return [page.title for page in found.rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, ["Neu", "Mitte", "Alt"]),
        ({"jahr": "2026"}, ["Neu", "Mitte"]),
        ({"thema": "ehrenamt"}, ["Neu", "Alt"]),
        ({"jahr": "2026", "thema": "kurse"}, ["Mitte"]),
        ({"jahr": "2025"}, []),
        ({"jahr": "morgen", "thema": "x", "seite": "-3"}, ["Neu", "Mitte", "Alt"]),
        ({"jahr": "٢٠٢٦"}, ["Neu", "Mitte", "Alt"]),
        ({"jahr": "9" * 40}, ["Neu", "Mitte", "Alt"]),
        ({"seite": "99"}, ["Neu", "Mitte", "Alt"]),
    ],
)
def test_listing_narrows_and_ignores_nonsense(three, words, expected):
    assert titles(listing(**words)) == expected


def test_facets_keep_the_other_choice(three):
    found = listing(jahr="2026", thema="kurse")

    assert [(link.title, link.query, link.current) for link in found.years] == [
        ("alle", "?thema=kurse", False),
        ("2026", "?jahr=2026&thema=kurse", True),  # not 2024, where nothing of this topic stands
    ]
    assert [link.title for link in listing(thema="ehrenamt").years] == ["alle", "2026", "2024"]
    assert [link.title for link in listing().years] == ["alle", "2026", "2024"]
    assert [(link.title, link.query, link.current) for link in found.topics] == [
        ("alle", "?jahr=2026", False),
        ("Ehrenamt", "?jahr=2026&thema=ehrenamt", False),
        ("Kurse", "?jahr=2026&thema=kurse", True),
    ]


def test_pages_of_ten_with_links_both_ways(news_index):
    for n in range(ROWS * 2 + 1):
        news_index.add_child(instance=NewsPage(title=f"Meldung {n}", lead="Kurz.", locale=news_index.locale))

    middle = listing(seite="2")

    assert len(middle.rows.object_list) == ROWS
    assert middle.previous_query == "?seite=1"
    assert middle.next_query == "?seite=3"
    assert listing(seite="3").next_query == ""
    assert listing().previous_query == ""


def test_years_and_topics_follow_what_is_saved_and_deleted(client, add_news, topic):
    seen = []
    for change in (
        lambda: add_news("Alt", date=dt.date(2019, 5, 1), topic=topic),
        lambda: NewsPage.objects.get(title="Alt").delete(),
    ):
        client.get("/de/aktuelles/")
        change()
        html = client.get("/de/aktuelles/").content.decode()
        seen.append(("?jahr=2019" in html, "?thema=ehrenamt" in html))

    assert seen == [(True, True), (False, False)]


def test_list_is_capped(three, django_assert_num_queries):
    with django_assert_num_queries(2) as captured:  # which pages, and what stands in their rows
        assert listing().rows.paginator.count == 3

    assert f"LIMIT {MOST_ROWS}" in captured[0]["sql"]


def test_a_page_behind_a_sign_in_is_not_listed(client, add_news):
    page = add_news("Nur für das Haus")
    assert "Nur für das Haus" in client.get("/de/aktuelles/").content.decode()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert "Nur für das Haus" not in client.get("/de/aktuelles/").content.decode()
