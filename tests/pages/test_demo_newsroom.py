"""The demo's texts: complete, loadable twice, honest about being samples."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from PIL import Image
from vielfalt.demo.newsroom import FOLDER, load_newsroom
from wagtail.models import Page, TaskState

from cms_apps.accounts.models import User
from cms_apps.content.checking import findings
from cms_apps.content.models import BasePage, Boilerplate, Contact, Spokesperson, Topic
from cms_apps.media.models import Download, Picture
from cms_apps.pages.models import EasyPage, HomePage, LegalPage, MaterialsPage, NewsPage, PressReleasePage
from cms_apps.pages.services import translate_site
from tests.papers import is_tagged

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def loaded(kept_site, django_db_blocker):
    """The texts, loaded once for all tests of this file, each of which is rolled back to it; with who wrote them."""
    with django_db_blocker.unblock(), transaction.atomic():
        home = kept_site.give()
        users = {
            name: User.objects.create_user(name, f"{name}@vielfalt.example")
            for name in ("redaktion", "chefredaktion")
        }
        for name, user in users.items():
            user.groups.add(Group.objects.get(name=name.capitalize()))
        load_newsroom(home, users, NOW)
        yield users
        transaction.set_rollback(True)


def test_demo_publishes_news_press_and_legal_pages(loaded):
    assert NewsPage.objects.live().count() == 40
    assert PressReleasePage.objects.live().count() == 12
    assert LegalPage.objects.live().count() == 4
    assert NewsPage.objects.live().newest_first().first().date == dt.date(2026, 11, 19)


@pytest.mark.once
def test_no_two_texts_begin_alike():
    texts = [text for row in TEXTS for text in (row["lead"], next(strings(row["body"][0][1])))]
    beginnings = [" ".join(text.split()[:3]) for text in texts if "Beispieltext" not in text]

    assert len(set(beginnings)) == len(beginnings)


def test_demo_loads_twice_without_doubles(loaded):
    models = (Page, Picture, Topic, Contact, TaskState, Spokesperson, Boilerplate, Download)
    before = [model.objects.count() for model in models]

    load_newsroom(HomePage.objects.get(), loaded, NOW + dt.timedelta(days=3))

    assert [model.objects.count() for model in models] == before


def test_demo_does_not_publish_again_what_somebody_took_down(loaded):
    home = HomePage.objects.get()
    translate_site(home)
    users = {user.username: user for user in User.objects.filter(username__in=loaded)}  # with new rights
    load_newsroom(home, users, NOW)
    page = EasyPage.objects.get(slug="barrierefreiheit", live=True)
    page.unpublish()
    page.title = "Neuer Entwurf"
    draft = page.save_revision()

    load_newsroom(home, users, NOW)

    page.refresh_from_db()
    assert (page.live, page.latest_revision) == (False, draft)


def test_demo_leaves_one_page_for_approval(loaded):
    waiting = TaskState.objects.reviewable_by(loaded["chefredaktion"])

    assert [state.revision.content_object.title for state in waiting] == [
        "Runder Tisch: Wie begleiten wir in den Ferien?"
    ]


def test_every_page_of_the_demo_answers(client, loaded):
    pages = Page.objects.live().filter(depth__gt=1)

    answers = {page.url: client.get(page.url).status_code for page in pages}

    assert set(answers.values()) == {200}
    assert len(answers) == 80


TEXTS = [row for name in ("news", "press") for row in json.loads((FOLDER / f"{name}.json").read_text())]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield re.sub(r"<[^>]+>", " ", value)
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["slug"])
def test_every_text_is_of_readable_length_and_says_that_it_is_a_sample(row):
    text = " ".join(strings([row["lead"], [value for _kind, value in row["body"]]]))

    assert 120 <= len(text.split()) <= 320
    assert "Beispiel" in text
    assert "!" not in text


def test_texts_cover_every_topic_and_several_years(loaded):
    pages = NewsPage.objects.live()

    assert set(pages.values_list("topic", flat=True)) == set(Topic.objects.values_list("pk", flat=True))
    assert {day.year for day in pages.values_list("date", flat=True)} == set(range(2021, 2027))


def test_release_about_biebrich_says_that_it_is_a_sample(client, loaded):
    html = client.get("/de/presse/festakt-im-schloss-biebrich/").content.decode()

    assert "Wiesbaden, " in html
    assert "7. September 2022" in html
    assert "Beispieltext" in html
    assert "<cite>Dr. Helene Morgenroth</cite><span>Sprecherin des Beirats Vielfalt (Beispiel)</span>" in html
    assert '4,6 <span class="figures__unit">Mio. Euro</span>' in html
    later = client.get("/de/presse/festakt-2024-dank/").content.decode()
    assert "<span>Vorsitzende der Stiftung Wegweiser (Beispiel)</span>" in later


def test_every_release_of_the_demo_can_be_taken_away(client, loaded):
    for page in PressReleasePage.objects.live():
        for form in ("text", "pdf", "bild"):
            assert client.get(f"{page.url}{form}/").status_code == 200


@pytest.mark.parametrize("path", sorted((FOLDER / "pictures").glob("*.png")), ids=lambda path: path.stem)
def test_pictures_are_small_and_have_a_source(path):
    assert path.stat().st_size <= MOST_BYTES
    assert Image.open(path).size == (1200, 675)
    assert path.with_suffix(".svg").exists()


@pytest.mark.once
def test_every_page_of_the_demo_can_be_previewed_and_edited(client, loaded):
    client.force_login(loaded["redaktion"])
    pages = Page.objects.filter(depth__gt=1)

    for page in pages:
        for name in ("view_draft", "edit"):
            assert client.get(reverse(f"wagtailadmin_pages:{name}", args=(page.pk,))).status_code == 200
    assert pages.count() == 81


@pytest.mark.once
def test_our_own_checks_find_nothing_in_the_german_pages(loaded):
    pages = Page.objects.filter(depth__gt=1, locale__language_code="de").specific()
    said = [
        f"{page.slug}, {one.where}: {one.text}"
        for page in pages
        if isinstance(page, BasePage)
        for one in findings(page)
    ]

    assert said == []


@pytest.mark.once
def test_materials_of_the_demo_are_what_they_say(loaded):
    page = MaterialsPage.objects.get()
    papers = {block.value["document"]: block.value["accessible"] for block in page.body}

    assert len(papers) == 10
    assert {document.file_extension for document in papers} == {"pdf", "odt", "csv"}
    for document in papers:
        document.full_clean(exclude=["uploaded_by_user"])
    for document in (one for one, accessible in papers.items() if accessible == "yes"):
        with document.file.open("rb") as file:
            assert is_tagged(file.read())


@pytest.mark.once
def test_areas_hang_in_the_menus(client, loaded):
    html = client.get("/de/").content.decode()

    for path in ("lotsinnen", "organisationen", "veranstaltungen", "fragen-und-antworten"):
        assert f'href="/de/{path}/"' in html
