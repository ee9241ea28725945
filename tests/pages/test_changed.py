"""Pages of text say when they last changed."""

import datetime as dt

from wagtail.models import Page


def test_a_page_of_text_says_when_it_last_changed(client, home):
    moment = dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC)  # in Hessen already the 2nd
    Page.objects.filter(slug="mitmachen").update(last_published_at=moment)

    html = client.get("/de/mitmachen/").content.decode()

    assert '<time datetime="2026-03-02">Zuletzt geändert am 2.\u00a0März 2026</time>' in html


def test_lists_do_not_say_so(client, home):
    assert "Zuletzt geändert" not in client.get("/de/aktuelles/").content.decode()
