"""What processes keep of pages is true: what is shut, withdrawn or renamed shows nowhere, at once."""

import pytest
from wagtail.models import Page, PageViewRestriction

from cms_apps.media.models import PictureRendition
from cms_apps.media.sizes import SIZES
from cms_apps.pages.models import (
    CoursesPage,
    ExampleIndexPage,
    ExamplePage,
    NewsPage,
    SectionPage,
    StandardPage,
)
from tests.factories.courses import make_run
from tests.pages.test_page_types import example


@pytest.fixture
def read(client):
    """The text of a page, as somebody reads it who is not signed in."""
    return lambda path: client.get(path).content.decode()


def shut(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def move(page, below):
    Page.objects.get(pk=page.pk).specific.move(Page.objects.get(pk=below.pk), pos="last-child")


def test_a_page_that_is_shut_leaves_the_start_page_however_many_were_before_it(read, home, add_news):
    first, second, third = (add_news(f"Meldung {number}") for number in range(3))

    seen = []
    for page in (first, second):
        shut(page)
        seen.append([one.title in read("/de/") for one in (first, second, third)])

    assert seen == [[False, True, True], [False, False, True]]


def test_a_preview_of_the_start_page_leaves_nothing_behind(read, home, add_news, news_index):
    """It is drawn without what was read with the page, so it asks what is shut."""
    add_news("Meldung")
    assert "Meldung" in home.make_preview_request().content.decode()
    shut(news_index)

    assert "Meldung" not in read("/de/")
    PageViewRestriction.objects.all().delete()
    assert "Meldung" in read("/de/")


def test_the_start_page_does_not_lead_to_courses_that_are_shut(read, add, organisation):
    make_run(organisation)
    courses = add(CoursesPage, "Kurse")
    assert 'href="/de/kurse/"' in read("/de/")

    shut(courses)

    assert "Alle Kurse" not in read("/de/")


def test_what_is_withdrawn_without_a_word_leaves_the_list_at_once(read, add_news):
    page = add_news("Meldung")
    assert "Meldung" in read("/de/aktuelles/")

    NewsPage.objects.filter(pk=page.pk).update(live=False)

    assert "Meldung" not in read("/de/aktuelles/")


def test_a_new_name_stands_beside_other_pages_at_once(read, add):
    section = add(SectionPage, "Bereich")
    page, other = (add(StandardPage, title, section) for title in ("Eine", "Andere"))
    assert "Andere" in read(page.url)

    other.title = "Umbenannt"
    other.save_revision().publish()

    assert "Umbenannt" in read(page.url)


def test_a_list_of_pictures_costs_one_query_more_when_nothing_is_known(
    client, add, picture, django_assert_num_queries
):
    index, counts = add(ExampleIndexPage, "Gute Beispiele"), []
    for size in (1, 3):
        for number in range(size):
            picture.pk = None  # one more of the same file
            picture.save(force_insert=True)
            add(ExamplePage, f"Beispiel {size} {number}", index, picture_id=picture.pk, **example())
        client.get(index.url)  # makes the sizes
        SIZES.forget()
        with django_assert_num_queries(4):
            client.get(index.url)
        counts.append(PictureRendition.objects.count())

    assert counts[0] < counts[1]


def test_a_menu_does_not_lead_to_what_is_shut(read, home):
    seen = []
    page = StandardPage.objects.get(slug="mitmachen")
    for change in (lambda: None, lambda: shut(page), PageViewRestriction.objects.all().delete):
        change()
        seen.append('<li><a href="/de/mitmachen/"' in read("/de/aktuelles/"))

    assert seen == [True, False, True]


def test_what_a_page_shows_below_itself_moves_with_it(client, home, add, organisation):
    section, run = add(SectionPage, "Bereich"), make_run(organisation)
    courses = add(CoursesPage, "Kurse", section)
    move(courses, home)

    answer = client.get(f"/de/bereich/kurse/{run.pk}/?a=1")

    assert (answer.status_code, answer["Location"]) == (301, f"/de/kurse/{run.pk}/?a=1")
    assert client.get("/de/bereich/kurse/").status_code == 301
    assert client.get("/de/kurse/0/").status_code == 404
    move(courses, section)  # and back: no address leads round in a circle
    assert client.get(f"/de/bereich/kurse/{run.pk}/").status_code == 200
    assert client.get("/de/bereich/kurse/0/").status_code == 404
