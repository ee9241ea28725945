"""The lists of news and press releases in the admin: what they show, how they are narrowed, what they cost."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group

from cms_apps.accounts.models import User
from cms_apps.pages import admin_lists
from cms_apps.pages.models import NewsPage
from cms_apps.pages.setup.groups import EDITORS

NEWS, RELEASES = "/admin/news-list/", "/admin/releases-list/"


@pytest.fixture
def inside(home, client, make_user):
    client.force_login(make_user("redaktion", Group.objects.get(name=EDITORS)))
    return client


def titles(answer):
    return [page.title for page in answer.context["object_list"]]


@pytest.fixture
def pages(home, inside, add_news, add_release, topic, news_index, translate):
    """Old and new, with and without a topic, a draft, one with changes, one that is planned, one in English."""
    made = {
        "alt": add_news("Alt", date=dt.date(2019, 3, 1), topic=topic),
        "neu": add_news("Neu", date=dt.date(2026, 3, 1)),
    }
    draft = NewsPage(
        title="Entwurf", lead="L", date=dt.date(2026, 4, 1), locale=news_index.locale, live=False
    )
    news_index.add_child(instance=draft)
    made["neu"].title = "Neu und anders"
    made["neu"].save_revision()
    planned = NewsPage(
        title="Geplant", lead="L", date=dt.date(2026, 5, 1), locale=news_index.locale, live=False
    )
    planned.go_live_at = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    news_index.add_child(instance=planned)
    planned.save_revision(approved_go_live_at=planned.go_live_at).publish()
    add_release("Mitteilung", date=dt.date(2026, 1, 1))
    translate(home)
    translate(news_index)
    translate(made["alt"], {"Alt": "Old"})
    return made


def test_each_list_shows_its_kind_the_newest_first(inside, pages):
    assert titles(inside.get(NEWS)) == ["Geplant", "Entwurf", "Neu", "Alt"]
    assert titles(inside.get(RELEASES)) == ["Mitteilung"]
    html = inside.get(NEWS).content.decode()
    assert [
        name
        for name in ("Meldungen", "Thema", "Sprachen", "de, en", "angelegt von", "Ehrenamt", "01.03.2019")
        if name not in html
    ] == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ({"year": "2019"}, ["Alt"]),
        ({"state": "veroeffentlicht"}, ["Neu", "Alt"]),
        ({"state": "geaendert"}, ["Neu"]),
        ({"state": "entwurf"}, ["Geplant", "Entwurf"]),
        ({"state": "geplant"}, ["Geplant"]),
        ({"ordering": "date", "year": "2026"}, ["Neu", "Entwurf", "Geplant"]),
        ({"q": "Entwurf"}, ["Entwurf"]),
        ({"year": "null", "state": "x"}, ["Geplant", "Entwurf", "Neu", "Alt"]),
    ],
)
def test_it_is_narrowed(inside, pages, words, wanted):
    assert titles(inside.get(NEWS, words)) == wanted


def test_it_is_narrowed_by_topic_and_language(inside, pages, topic, client, make_user):
    assert titles(inside.get(NEWS, {"topic": topic.pk})) == ["Alt"]
    chief = make_user("leitung")
    User.objects.filter(pk=chief.pk).update(is_superuser=True)
    client.force_login(chief)
    assert titles(inside.get(NEWS, {"locale": "en"})) == ["Old"]


@pytest.mark.parametrize("typed", ['"', '"" "', 'n"eu', '"neu', "neu'*("])
@pytest.mark.parametrize("address", [NEWS, RELEASES])
def test_whatever_is_looked_for_is_no_fault(inside, pages, address, typed):
    assert inside.get(address, {"q": typed}).status_code == 200


def test_it_costs_the_same_for_one_row_and_for_three(inside, add_news, django_assert_max_num_queries, topic):
    add_news("eins", topic=topic)
    inside.get(NEWS)
    with django_assert_max_num_queries(40) as one:
        inside.get(NEWS)
    for title in ("zwei", "drei"):
        add_news(title, topic=topic)

    with django_assert_max_num_queries(len(one)):
        assert len(titles(inside.get(NEWS))) == 3


def test_counting_stops(inside, add_news, monkeypatch):
    monkeypatch.setattr(admin_lists, "MOST_COUNTED", 2)
    for title in ("eins", "zwei", "drei"):
        add_news(title)

    assert inside.get(NEWS).context["paginator"].count == 2


@pytest.mark.parametrize("address", [NEWS, RELEASES])
def test_nobody_else_gets_in(home, client, make_user, address):
    client.force_login(make_user("fremd"))

    assert client.get(address).status_code in {302, 403}
