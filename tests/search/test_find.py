"""What is found, counted and shown, and what never is."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from cms_apps.courses.models import CourseRun
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.worker import drain
from cms_apps.pages.models import CoursesPage, NewsPage, StandardPage
from cms_apps.search.engines import MOST, Asked, Ranked, database
from cms_apps.search.models import SearchDocument
from cms_apps.search.selectors import visible
from cms_apps.search.services import find
from cms_apps.search.snippets import marked
from tests.factories.people import make_organisation, make_run
from tests.search.building import add_page, make_host, publish

HARD = [
    "", " ", '"', "'", "''", "\\", "*", "Lots*", "(", ")", "((", "AND", "OR", "NOT", "NEAR(a b)", "a NEAR b", "a AND",
    "title_tokens:a", "{title_tokens} : a", "^a", "a^2", "-a", "+a", "a -b", "a & b", "a | !b", "a <-> b", "a:*", "&&",
    "||", "!", "{", "}", "[", "]", "[a TO b]", "~", "a~2", "?", ":", "/a/", "%", "_", "a;b", "'; DROP TABLE x; --",
    "\x00", "a\x00b", "\ud800", "a\udfffb", "\u202eabc", "\u200f", "👩🏽‍🤝‍👨🏻", "🙂" * 100, "a" * 10_000,
    "wort " * 2_000, "\ufeff", "ﷺ", "Ⅷ", "½", "１２", "<script>", "{{ 7*7 }}", "${x}",
]  # fmt: skip


@pytest.fixture
def page(home):
    return publish(
        add_page(
            home, StandardPage, "papagei", "Papageien", "Bunte Vögel.", "Ein Ara fliegt &amp; &lt;lacht&gt;."
        )
    )


def found(query, **values):
    drain()
    return [hit.title for hit in find(query, "de", **values).hits]


def test_published_page_is_found_with_its_address_and_marks(page):
    drain()

    answer = find("Ara", "de")

    assert (answer.total, answer.more, answer.simplified) == (1, False, False)
    assert answer.hits[0].url == "/de/papagei/"
    assert answer.hits[0].snippet == "Bunte Vögel. Ein <mark>Ara</mark> fliegt &amp; &lt;lacht&gt;."


def test_every_word_must_be_found(page):
    assert found("Papageien Ara") == ["Papageien"]
    assert found("Papageien Kakadu") == []


def test_nothing_hidden_is_found_or_counted(corpus):
    answer = find("Papageien", "de")

    assert (answer.total, answer.hits, answer.kinds, answer.years) == (0, (), (), ())


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "restrict parent", "delete", "query"])
def test_a_page_that_is_hidden_now_is_neither_shown_nor_counted_before_the_worker_knows(page, home, hide):
    drain()
    assert find("Papageien", "de").total == 1

    if hide == "unpublish":
        page.unpublish()
    elif hide == "delete":
        page.delete()
    elif hide == "query":
        Page.objects.filter(pk=page.pk).update(live=False)
    else:
        restricted = home if "parent" in hide else page
        PageViewRestriction.objects.create(page=restricted, restriction_type="login")

    answer = find("Papageien", "de")
    assert (answer.total, answer.hits, answer.kinds) == (0, (), ())
    assert SearchDocument.objects.filter(title="Papageien").exists()


def test_a_document_of_a_wrong_kind_is_not_visible(page):
    drain()
    one = SearchDocument.objects.get(title="Papageien")

    assert visible([Ranked(one.pk, "page", page.pk, None)])
    assert visible([Ranked(one.pk, "news", page.pk, None)]) == []
    assert visible([Ranked(one.pk, "course", page.pk, None)]) == []


def test_a_course_is_found_while_it_takes_people(home, organisation):
    run = make_run(organisation, title="Zaunkönigkurs", in_days=3)
    assert found("Zaunkönigkurs") == ["Zaunkönigkurs"]

    CourseRun.objects.filter(pk=run.pk).update(closes_on=timezone.localdate() - dt.timedelta(days=1))

    assert find("Zaunkönigkurs", "de").total == 0


def test_host_and_course_lead_to_their_pages(client, home):
    host = make_host("Elsternest e. V.", "association", "Wir helfen.", "Elsterdorf", "35390", "06531")
    run = make_run(host, title="Elsterkurs")
    home.add_child(instance=CoursesPage(title="Kurse", locale=home.locale))
    drain()

    found = {hit.kind: hit.url for hit in find("Elster", "de").hits + find("Elsternest", "de").hits}

    assert found["organisation"] == f"/de/traeger/elsternest-e-v-{host.pk}/"
    assert found["course"] == f"/de/kurse/{run.pk}/"
    assert "Elsternest" in client.get(found["organisation"]).content.decode()
    assert "Elsterkurs" in client.get(found["course"]).content.decode()


def test_no_personal_word_is_in_any_document(corpus, organisation):
    from tests.factories.people import make_application, make_member  # noqa: PLC0415 -- only here

    member = make_member(organisation, first_name="Zarathustra")
    application = make_application(organisation, first_name="Xanthippe")
    organisation.save()
    drain()

    everything = " ".join(f"{one.title} {one.text}" for one in SearchDocument.objects.all())
    assert member.first_name not in everything
    assert application.email not in everything
    assert find("Xanthippe", "de").total == find("Zarathustra", "de").total == 0


@pytest.mark.asvs("1.2.4")
def test_no_sign_of_any_engine_breaks_the_search(page):
    drain()

    assert {query: total for query in HARD if (total := find(query, "de").total)} == {"Lots*": 4}


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.text(st.characters(exclude_categories=()), max_size=60))
@pytest.mark.asvs("1.2.4")
def test_no_text_breaks_the_search(home, query):
    assert find(query, "de").total >= 0
    assert find(f"papagei {query}", "en").total == 0


def test_facets_count_what_is_public_and_narrow(corpus):
    answer = find("Lotsinnen", "de")
    kinds, years = dict(answer.kinds), dict(answer.years)

    narrowed = find("Lotsinnen", "de", kind="news", year=2025)

    assert answer.total == sum(kinds.values())
    assert sum(years.values()) <= answer.total
    assert narrowed.total == dict(find("Lotsinnen", "de", kind="news").years)[2025]
    assert dict(narrowed.kinds)["news"] == narrowed.total
    assert {hit.kind for hit in narrowed.hits} == {"news"}
    assert {hit.date.year for hit in narrowed.hits} == {2025}


def make_documents(home, count, kind=NewsPage):
    """Pages in the tree and their documents, in bulk."""
    drain()
    start = home.numchild + 500
    pages = [
        Page(
            path=Page._get_path(home.path, home.depth + 1, start + n), depth=home.depth + 1, title=f"Seite {n}",
            slug=f"seite-{n}", url_path=f"{home.url_path}seite-{n}/", locale=home.locale, live=True, numchild=0,
            content_type=kind._meta.default_manager.model().content_type,
        )
        for n in range(count)
    ]  # fmt: skip
    made = Page.objects.bulk_create(pages)
    SearchDocument.objects.bulk_create(
        SearchDocument(
            kind="news", object_id=one.pk, language="de", title=one.title, text="kakadu", date=dt.date(2020 + n % 5, 1, 1),
            year=2020 + n % 5, title_tokens="seit", body_tokens="kakadu",
        )
        for n, one in enumerate(made)
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.asvs("15.2.2")
def test_counts_end_at_a_thousand_and_pages_too(home, django_assert_max_num_queries):
    make_documents(home, MOST + 50)

    answer = find("Kakadu", "de", page=5_000)

    assert (answer.total, answer.more, answer.page, answer.pages) == (MOST, True, 100, 100)
    assert len(answer.hits) == 10
    narrowed = find("Kakadu", "de", year=2021)
    assert (narrowed.total, narrowed.more) == (210, False)
    with django_assert_max_num_queries(8):
        find("Kakadu", "de", year=2021)


@pytest.mark.slow
def test_engine_answers_no_more_than_is_looked_at_and_says_that_there_is_more(home):
    make_documents(home, MOST + 1)
    found = database.ranked(Asked(("kakadu",), "de"))
    assert (len(found.best), found.more) == (MOST, True)

    SearchDocument.objects.get(pk=found.best[0].pk).delete()
    assert database.ranked(Asked(("kakadu",), "de")).more is False


def test_snippet_shows_the_part_with_most_of_the_query():
    text = f"Lotse am Anfang. {'Füllwort ' * 100} Hier treffen sich Lotsinnen und Träger. {'Ende ' * 100}"

    snippet = marked(text, ["lots", "trag"], "de")

    assert "<mark>Lotsinnen</mark> und <mark>Träger</mark>" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(snippet) < 330


def test_snippet_escapes_and_copes_with_nothing():
    assert (
        marked('<b onclick="x">Lotse</b>', ["lots"], "de")
        == "&lt;b onclick=&quot;x&quot;&gt;<mark>Lotse</mark>&lt;/b&gt;"
    )
    assert marked("", ["lots"], "de") == ""


@given(st.text(max_size=600), st.text(max_size=20))
def test_snippet_of_any_text_is_short(text, word):
    assert len(marked(text, [word, "lots"], "de")) <= 6 * 300 + 600


def test_other_languages_are_searched_apart(page):
    drain()

    assert find("Papageien", "en").total == 0


def test_a_write_on_any_database_is_searchable_at_once_and_gone_when_deleted(page):
    drain()
    document = SearchDocument.objects.get(title="Papageien")

    document.body_tokens = "kakadu"
    document.save()
    assert (find("Kakadu", "de").total, find("Ara", "de").total) == (1, 0)

    SearchDocument.objects.all().delete()
    assert find("Kakadu", "de").total == 0


def test_hosts_are_only_public_ones(home):
    host = make_organisation("Spechtbau e. V.")
    assert found("Spechtbau") == ["Spechtbau e. V."]

    HostOrganisation.objects.filter(pk=host.pk).delete()

    assert found("Spechtbau") == []
