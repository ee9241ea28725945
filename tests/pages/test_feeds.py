"""Feeds of news and press: per language, absolute, escaped, cacheable, only what everybody may read."""

import datetime as dt
from xml.etree import ElementTree as ET

import feedparser
import pytest
from wagtail.models import PageViewRestriction

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
RSS_URL, ATOM_URL = "/de/aktuelles/feed/rss/", "/de/aktuelles/feed/atom/"


def tree(response):
    assert response.status_code == 200
    return ET.fromstring(response.content)  # noqa: S314 -- our own answer


def test_rss_lists_the_newest_first_with_absolute_addresses(client, add_news, topic):
    add_news("Alt", date=dt.date(2026, 1, 2))
    add_news("Neu", date=dt.date(2026, 3, 4), topic=topic)

    channel = tree(client.get(RSS_URL)).find("channel")
    items = channel.findall("item")

    assert [item.findtext("title") for item in items] == ["Neu", "Alt"]
    assert items[0].findtext("link") == "http://testserver/de/aktuelles/neu/"
    assert items[0].findtext("description") == "Zwölf Menschen fangen an."
    assert items[0].findtext("category") == "Ehrenamt"
    assert "04 Mar 2026" in items[0].findtext("pubDate")
    assert channel.findtext("link") == "http://testserver/de/aktuelles/"
    assert channel.findtext("language") == "de"


def test_atom_of_the_press_names_itself(client, add_release):
    add_release()

    feed = tree(client.get("/de/presse/feed/atom/"))

    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == [
        "Landesprogramm: Neue Kurse"
    ]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/de/presse/feed/atom/"


def test_titles_and_leads_are_escaped_once(client, add_news):
    page = add_news("Tee & <Kekse>")
    page.lead = "Wer „A & B“ <sagt>"
    page.save_revision().publish()

    for url in (RSS_URL, ATOM_URL):
        text = client.get(url).content.decode()
        assert "Tee &amp; &lt;Kekse&gt;" in text
        assert "&amp;amp;" not in text


def test_drafts_and_private_pages_are_not_in_the_feed(client, add_news):
    add_news("Entwurf").unpublish()
    private = add_news("Intern")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    add_news("Offen")

    assert [item.findtext("title") for item in tree(client.get(RSS_URL)).iter("item")] == ["Offen"]


def test_feed_may_be_kept_by_anybody(client, add_news):
    add_news()

    response = client.get(RSS_URL)

    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert not response.has_header("Vary")
    assert response["Content-Type"].startswith("application/rss+xml")


def test_unchanged_feed_is_not_sent_again(client, add_news):
    page = add_news()
    first = client.get(RSS_URL)

    by_mark = client.get(RSS_URL, headers={"if-none-match": first["ETag"]})
    page.unpublish()
    after = client.get(RSS_URL, headers={"if-none-match": first["ETag"]})

    assert (by_mark.status_code, after.status_code) == (304, 200)
    assert by_mark["Cache-Control"] == "public, max-age=60"


def test_feed_that_lost_an_item_is_sent_whatever_date_the_reader_has(client, add_news):
    add_news("Bleibt")
    add_news("Geht").unpublish()

    response = client.get(RSS_URL, headers={"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"})

    assert [item.findtext("title") for item in tree(response).iter("item")] == ["Bleibt"]


@pytest.mark.parametrize(
    "path",
    [
        "/de/aktuelles/feed/",
        "/de/aktuelles/feed/json/",
        "/de/mitmachen/feed/rss/",
        "/de/aktuelles/feed/rss/nichts/",
    ],
)
def test_there_is_no_other_feed(client, home, path):
    assert client.get(path).status_code == 404


def test_english_feed_marks_what_is_still_german(client, add_news, translate):
    first, second = add_news("Ein Abend"), add_news("Ein Morgen")
    for page in first.get_ancestors().filter(depth__gt=1).specific():
        translate(page)
    translate(first, {"Ein Abend": "An evening", "Zwölf Menschen fangen an.": "Twelve start."})
    translate(second, {"Zwölf Menschen fangen an.": "Twelve start."})

    rss = tree(client.get("/en/aktuelles/feed/rss/"))
    items = {item.findtext("title"): item for item in rss.iter("item")}
    atom = tree(client.get("/en/aktuelles/feed/atom/"))
    languages = {
        entry.findtext(f"{ATOM}title"): entry.get("{http://www.w3.org/XML/1998/namespace}lang")
        for entry in atom.findall(f"{ATOM}entry")
    }

    assert rss.find("channel").findtext("language") == "en"
    assert items["An evening"].findtext("description") == "Twelve start."
    assert items["An evening"].find(f"{DC}language") is None
    assert items["Ein Morgen"].findtext(f"{DC}language") == "de"
    assert items["Ein Morgen"].findtext("description") in {None, ""}
    assert languages == {"An evening": None, "Ein Morgen": "de"}


@pytest.mark.parametrize("path", ["/de/aktuelles/", "/de/aktuelles/ein-abend/"])
def test_pages_name_their_feeds(client, add_news, path):
    add_news("Ein Abend")

    html = client.get(path).content.decode()

    assert 'type="application/rss+xml" title="Aktuelles (RSS)" href="/de/aktuelles/feed/rss/"' in html
    assert 'type="application/atom+xml" title="Aktuelles (Atom)" href="/de/aktuelles/feed/atom/"' in html


def test_a_topic_has_a_feed_of_its_own(client, add_news, topic):
    add_news("Davon", topic=topic)
    other = add_news("Anderes")

    answer = client.get(f"{ATOM_URL}ehrenamt/")

    assert [entry.findtext(f"{ATOM}title") for entry in tree(answer).findall(f"{ATOM}entry")] == ["Davon"]
    assert tree(answer).findtext(f"{ATOM}title") == "Aktuelles: Ehrenamt – Vielfalt"
    narrowed = client.get("/de/aktuelles/?thema=ehrenamt").content.decode()
    assert f'title="Aktuelles: Ehrenamt (Atom)" href="{ATOM_URL}ehrenamt/"' in narrowed
    assert '<a href="/de/aktuelles/feed/rss/ehrenamt/">Dieses Thema als Feed (RSS)</a>' in narrowed
    # Its mark stays when another topic changes, and goes when it loses an item.
    other.unpublish()
    assert client.get(f"{ATOM_URL}ehrenamt/", HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304


def test_a_topic_without_translation_has_its_feed_in_the_other_language(client, add_news, topic, translate):
    page = add_news("Ein Abend", topic=topic)
    for one in page.get_ancestors().filter(depth__gt=1).specific():
        translate(one)
    translate(page, {"Ein Abend": "An evening"})

    for kind in ("rss", "atom"):
        assert "An evening" in client.get(f"/en/aktuelles/feed/{kind}/ehrenamt/").content.decode()


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize("part", ["", "ehrenamt/"])
def test_feed_is_well_formed_and_holds_what_readers_need(client, add_news, topic, kind, part):
    add_news("Tee & <Kekse>", topic=topic)
    add_news("Zwei", topic=topic)

    answer = client.get(f"/de/aktuelles/feed/{kind}/{part}")
    feed = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})

    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == {"rss": "rss20", "atom": "atom10"}[kind]
    assert all(feed.feed.get(name) for name in ("title", "link", "subtitle", "language"))
    (own,) = [link.href for link in feed.feed.links if link.rel == "self"]
    assert own == f"http://testserver/de/aktuelles/feed/{kind}/{part}"
    assert feed.feed.updated_parsed
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == 2
    for entry in feed.entries:
        assert entry.link.startswith("http://testserver/de/aktuelles/")
        assert entry.title
        assert entry.summary
        assert entry.published_parsed
        assert [tag.term for tag in entry.tags] == ["Ehrenamt"]
    if kind == "atom":  # RFC 4287, 4.1.1 and 4.1.2
        assert feed.feed.id
        assert all(entry.updated_parsed for entry in feed.entries)


def test_feed_costs_the_same_for_one_item_and_three(client, add_news, topic, django_assert_max_num_queries):
    add_news("Eins", topic=topic)
    client.get(RSS_URL)
    with django_assert_max_num_queries(16) as one:
        client.get(RSS_URL)
    add_news("Zwei", topic=topic)
    add_news("Drei", topic=topic)
    with django_assert_max_num_queries(16) as three:
        client.get(RSS_URL)

    assert len(one) == len(three)
