"""Public news with their search documents, many and cheap: live pages, so that the check against the database keeps them."""

import itertools
import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from vielfalt.demo.bulk import Table
from wagtail.models import Page

from benchmarks.corpus import Text, texts
from cms_apps.pages.models import NewsIndexPage, NewsPage
from cms_apps.pages.services import setup_site
from cms_apps.search.models import SearchDocument

BATCH = 10_000
FIRST_DAY = date(2016, 1, 1)
DAYS = 3_950
PAGE_COLUMNS = (
    "id", "path", "depth", "title", "draft_title", "slug", "url_path", "translation_key", "locale_id", "content_type_id",
)  # fmt: skip
DOCUMENT_COLUMNS = (
    "kind", "object_id", "language", "date", "year", "title", "text", "title_tokens", "body_tokens",
)  # fmt: skip
NEWS_ROWS = (
    "INSERT INTO pages_newspage (page_ptr_id, lead, body, corrections, untranslated, date) "
    "SELECT id, '', '[]', '[]', '[]', %s FROM wagtailcore_page WHERE id BETWEEN %s AND %s"
)


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
            _write(index, batch, words)
        NewsIndexPage.objects.filter(pk=index.pk).update(numchild=size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write(index: NewsIndexPage, batch: list[tuple[int, Text]], words: dict[str, str]) -> None:
    pages = Table(Page, PAGE_COLUMNS)
    keys = pages.reserve_keys(len(batch))
    content_type = ContentType.objects.get_for_model(NewsPage).pk
    keyed = [(key, number, text) for key, (number, text) in zip(keys, batch, strict=True)]
    pages.write([(*_page(index, *one), content_type) for one in keyed])
    with connection.cursor() as cursor:
        cursor.execute(NEWS_ROWS, [FIRST_DAY, keys[0], keys[-1]])
    Table(SearchDocument, DOCUMENT_COLUMNS).write([_document(words, *one) for one in keyed])


def _page(index: NewsIndexPage, key: int, number: int, text: Text) -> tuple[Any, ...]:
    path = index._get_path(index.path, index.depth + 1, number)  # noqa: SLF001 -- treebeard's steps
    slug = f"meldung-{number}"
    url = f"{index.url_path}{slug}/"
    return (key, path, index.depth + 1, text.title, text.title, slug, url, uuid.uuid4(), index.locale_id)


def _document(words: dict[str, str], key: int, number: int, text: Text) -> tuple[Any, ...]:
    day = FIRST_DAY + timedelta(days=number % DAYS)
    held = (" ".join(words[word] for word in part.split()) for part in (text.title, text.body))
    return ("news", key, "de", day, day.year, text.title, text.body, *held)
