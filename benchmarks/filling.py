"""Public news with their search documents, many and cheap: live pages, so that the check against the database keeps them."""

import itertools
from datetime import date, timedelta

from django.core.management import call_command
from django.db import connection, transaction
from vielfalt.demo.bulk_news import Item, write_news

from benchmarks.corpus import Text, texts
from cms_apps.pages.models import NewsIndexPage
from cms_apps.pages.services import setup_site
from cms_apps.search.models import SearchDocument

BATCH = 10_000
FIRST_DAY = date(2016, 1, 1)
DAYS = 3_950


def fill(words: dict[str, str], size: int) -> None:
    """Bring the database to `size` documents; `words` leads from each word to its token."""
    call_command("migrate", verbosity=0, interactive=False)
    there = SearchDocument.objects.count()
    if there >= size:
        return
    with transaction.atomic():
        setup_site()
        index = NewsIndexPage.objects.get(locale__language_code="de")
        numbered = enumerate(texts(list(words), size), start=1)
        missing = itertools.islice(numbered, there, None)
        while batch := list(itertools.islice(missing, BATCH)):
            write_news(index, [_item(words, number, text) for number, text in batch])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _item(words: dict[str, str], number: int, text: Text) -> Item:
    """The document with the number; its words are tokens already known."""
    title, body = (" ".join(words[word] for word in part.split()) for part in (text.title, text.body))
    day = FIRST_DAY + timedelta(days=number % DAYS)
    return Item(text.title, day, text.body, title, body)
