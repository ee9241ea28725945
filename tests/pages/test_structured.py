"""What search engines read of news and releases."""

import json
import re
from datetime import datetime, timedelta

import pytest

from cms_apps.pages.models import NewsPage, PressIndexPage, PressReleasePage

EVIL = 'Ein "Abend" </script><script>alert(1)</script>'


def article(client, page):
    html = client.get(page.get_url()).content.decode()
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert not set("<>&") & set(found)
    return json.loads(found)


def published(index, page):
    index.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.mark.django_db
def test_news_say_what_when_and_by_whom(client, news_index):
    page = published(
        news_index, NewsPage(title=EVIL, slug="abend", lead="Alle kamen.", locale=news_index.locale)
    )

    data = article(client, page)

    assert (data["@type"], data["headline"], data["description"]) == ("NewsArticle", EVIL, "Alle kamen.")
    assert data["inLanguage"] == "de"
    assert data["mainEntityOfPage"].endswith("/de/aktuelles/abend/")
    assert data["publisher"]["name"] == "Kompetenzzentrum Vielfalt Hessen"
    moments = [datetime.fromisoformat(data[name]) for name in ("datePublished", "dateModified")]
    for told, kept in zip(moments, (page.first_published_at, page.last_published_at), strict=True):
        assert kept - told < timedelta(milliseconds=1)


@pytest.mark.django_db
def test_a_release_is_by_its_issuer(client, home):
    index = PressIndexPage.objects.child_of(home).get()
    release = PressReleasePage(
        title="Ehrung", slug="ehrung", lead="Kurz.", issuer="Musterministerium", locale=home.locale
    )

    data = article(client, published(index, release))

    assert data["author"] == data["publisher"] == {"@type": "Organization", "name": "Musterministerium"}
