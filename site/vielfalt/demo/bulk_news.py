"""Writing many news items at once: live pages with their documents for the search, all without a revision.

Wagtail makes a page's first revision when somebody edits it. The admin's own search learns of these pages by
`manage.py update_index`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from cms_apps.content.models import Topic
from cms_apps.pages.models import NewsIndexPage, NewsPage
from cms_apps.search.enums import Kind
from cms_apps.search.models import SearchDocument
from vielfalt.demo.bulk import Table

PAGES = Table(Page, (
    "id", "path", "depth", "title", "draft_title", "slug", "url_path", "translation_key", "locale_id",
    "content_type_id", "first_published_at", "last_published_at",
))  # fmt: skip
_DOCUMENTS = Table(SearchDocument, (
    "kind", "object_id", "language", "date", "year", "title", "text", "title_tokens", "body_tokens",
))  # fmt: skip
_REFERENCES = Table(ReferenceIndex, (
    "base_content_type_id", "content_type_id", "object_id", "to_content_type_id", "to_object_id", "model_path",
    "content_path", "content_path_hash",
))  # fmt: skip
_NEWS = (
    "INSERT INTO pages_newspage (page_ptr_id, lead, body, corrections, untranslated, date, topic_id) "
    "VALUES (%s, %s, %s, '[]', '[]', %s, %s)"
)
TABLES = (PAGES, Table(NewsPage, ()), _DOCUMENTS, _REFERENCES)
# As many children as the letters of one step of a path can count.
MOST_CHILDREN = len(Page.alphabet) ** Page.steplen - 1


@dataclass(frozen=True)
class Item:
    """A piece of news; `body` is the stream as JSON, `text` the same in words, the tokens what the search keeps."""

    title: str
    day: date
    text: str
    title_tokens: str
    body_tokens: str
    lead: str = ""
    body: str = "[]"
    topic: int | None = None


@transaction.atomic
def write_news(index: NewsIndexPage, items: Sequence[Item]) -> None:
    """Add `items` below `index`, after the children that are there."""
    first = steps_taken(index) + 1
    keys = PAGES.reserve_keys(len(items))
    numbered = enumerate(_with(keys, items), start=first)
    PAGES.write([_page(index, key, step, one) for step, (key, one) in numbered])
    with connection.cursor() as cursor:
        cursor.executemany(
            _NEWS, [(key, one.lead, one.body, one.day, one.topic) for key, one in _with(keys, items)]
        )
    _DOCUMENTS.write([_document(key, one) for key, one in _with(keys, items)])
    _REFERENCES.write([_reference(key, one.topic) for key, one in _with(keys, items) if one.topic])
    Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + len(items))


def steps_taken(index: NewsIndexPage) -> int:
    """The number of the last child's place, 0 without children; places of deleted ones in between count."""
    last = Page.objects.child_of(index).order_by("path").last()
    return int(last.path[-Page.steplen :], len(Page.alphabet)) if last else 0


def _with(keys: list[int], items: Sequence[Item]) -> list[tuple[int, Item]]:
    return list(zip(keys, items, strict=True))


def _page(index: NewsIndexPage, key: int, step: int, one: Item) -> tuple[Any, ...]:
    path = index._get_path(index.path, index.depth + 1, step)  # noqa: SLF001 -- treebeard's steps
    slug = f"meldung-{step}"
    moment = timezone.make_aware(datetime.combine(one.day, time(9)))
    return (
        key, path, index.depth + 1, one.title, one.title, slug, f"{index.url_path}{slug}/", uuid4(), index.locale_id,
        _type_of(NewsPage), moment, moment,
    )  # fmt: skip


def _document(key: int, one: Item) -> tuple[Any, ...]:
    words = (one.title, one.text, one.title_tokens, one.body_tokens)
    return (Kind.NEWS.value, key, "de", one.day, one.day.year, *words)


def _reference(key: int, topic: int | None) -> tuple[Any, ...]:
    """What Wagtail keeps about the topic, so that the topic's page in the admin counts its news."""
    field = "topic"
    told = ReferenceIndex._get_content_path_hash(field)  # noqa: SLF001 -- there is no public word for it
    return (_type_of(Page), _type_of(NewsPage), str(key), _type_of(Topic), str(topic), field, field, told)


def _type_of(model: Any) -> int:
    return ContentType.objects.get_for_model(model).pk
