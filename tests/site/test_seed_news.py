"""`manage.py seed --news`: pages like any other, in the tree, the lists, the search and the admin."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from vielfalt.demo import seed_news
from vielfalt.demo.bulk_news import MOST_CHILDREN
from wagtail.models import Page, ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms_apps.content.models import Topic
from cms_apps.outbox.models import OutboxRow
from cms_apps.pages.models import NewsIndexPage, NewsPage
from cms_apps.search.filling import mend_pages
from cms_apps.search.models import SearchDocument
from cms_apps.search.services import find

pytestmark = pytest.mark.django_db
COUNT = 30


@pytest.fixture
def index(kept_site):
    home = kept_site.give()
    for name in ("ehrenamt", "gesundheit"):
        Topic.objects.get_or_create(slug=name, locale=home.locale, defaults={"title": name.capitalize()})
    return NewsIndexPage.objects.get(locale=home.locale)


@pytest.fixture
def seeded(index, monkeypatch):
    monkeypatch.setattr(seed_news, "BATCH", 20)
    call_command("seed", news=COUNT)
    index.refresh_from_db()
    return index


def test_the_tree_stays_whole_over_two_calls_and_a_page_made_by_hand(seeded):
    by_hand = seeded.add_child(instance=NewsPage(title="Von Hand", slug="von-hand", lead="Kurz."))
    call_command("seed", news=COUNT)
    seeded.refresh_from_db()

    assert seeded.numchild == seeded.get_children().count() == 2 * COUNT + 1
    assert [bad for bad in Page.find_problems() if bad] == []
    assert by_hand.path in set(seeded.get_children().values_list("path", flat=True))
    assert NewsPage.objects.values("slug").distinct().count() == 2 * COUNT + 1
    pages = NewsPage.objects.exclude(pk=by_hand.pk)
    assert len(set(pages.values_list("date__year", flat=True))) >= 5
    assert set(pages.values_list("topic", flat=True)) == set(Topic.objects.values_list("pk", flat=True))


def test_list_archive_and_page_show_them(seeded, client):
    newest = NewsPage.objects.newest_first().first()

    assert newest.title in client.get(seeded.url).content.decode()
    year = client.get(seeded.url, {"jahr": newest.date.year, "thema": newest.topic.slug})
    assert newest.title in year.content.decode()
    page = client.get(newest.url)
    assert page.status_code == 200
    assert seed_news.SAMPLE in page.content.decode()


def test_the_search_knows_them_and_has_nothing_to_mend(seeded):
    page = NewsPage.objects.first()

    assert SearchDocument.objects.filter(kind="news").count() == COUNT
    assert find(page.title, "de").hits
    OutboxRow.objects.all().delete()
    mend_pages()
    keys = {f"search:news:{pk}" for pk in NewsPage.objects.values_list("pk", flat=True)}
    assert not OutboxRow.objects.filter(subject_key__in=keys).exists()
    topic = page.topic
    told = ReferenceIndex.get_references_to(topic).values_list("object_id", flat=True)
    assert set(told) == {str(pk) for pk in NewsPage.objects.filter(topic=topic).values_list("pk", flat=True)}


def test_the_admin_lists_one_and_publishes_a_change(seeded, admin_client):
    page = NewsPage.objects.newest_first().first()
    assert page.title in admin_client.get(reverse("wagtailadmin_explore", args=(seeded.pk,))).content.decode()
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    shown = admin_client.get(address).context["form"]
    assert shown.initial["lead"] == page.lead

    text = rich_text("<p>Neu gefasst.</p>")
    form = {"title": "Anders", "slug": page.slug, "lead": page.lead, "date": page.date.isoformat()}
    answer = admin_client.post(
        address,
        nested_form_data(
            {
                **form,
                "topic": page.topic_id,
                "picture": "",
                "contact": "",
                "body": streamfield([("text", text)]),
                "corrections": streamfield([]),
                "seo_title": "",
                "search_description": "",
                "comments": inline_formset([]),
                "action-publish": "x",
            }
        ),
    )

    assert answer.status_code == 302, answer.context["form"].errors
    page.refresh_from_db()
    assert page.title == "Anders"
    assert page.live
    assert page.latest_revision is not None
    assert ReferenceIndex.get_references_to(page.topic).filter(object_id=str(page.pk)).count() == 1


@pytest.mark.parametrize("count", [0, -1])
def test_a_count_below_one_is_refused(index, count):
    with pytest.raises(CommandError, match="Die Zahl der Meldungen muss mindestens 1 sein"):
        call_command("seed", news=count)


def test_without_a_list_it_says_what_comes_first():
    with pytest.raises(CommandError, match=r"Zuerst: manage\.py setup"):
        call_command("seed", news=1_000_000)


def test_more_than_a_list_can_hold_is_refused(seeded):
    with pytest.raises(CommandError, match=f"noch Platz für {MOST_CHILDREN - COUNT} Meldungen"):
        call_command("seed", news=MOST_CHILDREN)
    assert NewsPage.objects.count() == COUNT


def test_what_is_to_be_made_must_be_said():
    with pytest.raises(CommandError):
        call_command("seed")
