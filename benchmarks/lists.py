"""Lists of news, press releases and events with so many rows: copies of one page each, live and on different days."""

import uuid
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from vielfalt.demo.bulk_news import PAGES
from wagtail.models import Page

from cms_apps.pages import models
from cms_apps.pages.services import setup_site

BATCH = 10_000
DAYS = 3_950


def fill(size: int) -> None:
    """Bring each list to `size` rows."""
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        setup_site()
        for index, example, day in _lists():
            _grow(index, example, day, size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _lists() -> list[tuple[Any, Any, str]]:
    """Each list with a page that is not saved yet, and the column of its day."""
    now = timezone.now()
    of_german = {"locale__language_code": "de"}
    news = models.NewsIndexPage.objects.get(**of_german)
    press = models.PressIndexPage.objects.get(**of_german)
    events = models.EventIndexPage.objects.filter(**of_german).first() or models.HomePage.objects.get(
        **of_german
    ).add_child(instance=models.EventIndexPage(title="Veranstaltungen", slug="veranstaltungen"))
    words = {"title": "Meldung", "lead": "Ein Satz, der etwas sagt. " * 8}
    later = {"starts_at": now, "ends_at": now + timedelta(hours=2), "place_line": "Wiesbaden"}
    return [
        (news, models.NewsPage(**words), "date"),
        (press, models.PressReleasePage(**words, issuer="Kompetenzzentrum"), "date"),
        (events, models.EventPage(**words, **later), "starts_at"),
    ]


def _grow(index: Any, example: Any, day: str, size: int) -> None:
    there = index.get_children().count()
    if not there:
        index.add_child(instance=example)
        there = 1
    else:
        example = index.get_children().first().specific
    for start in range(there + 1, size + 1, BATCH):
        _copy(index, example, day, range(start, min(start + BATCH, size + 1)))
    Page.objects.filter(pk=index.pk).update(numchild=size)


def _copy(index: Any, example: Any, day: str, numbers: range) -> None:
    keys = PAGES.reserve_keys(len(numbers))
    PAGES.write(
        [
            _page(index, key, number, example.content_type_id)
            for key, number in zip(keys, numbers, strict=True)
        ]
    )
    fields = example._meta.local_concrete_fields  # noqa: SLF001 -- Django's documented way to its columns
    same = {
        field.attname: field.get_db_prep_save(getattr(example, field.attname), connection) for field in fields
    }
    ahead = 1 if day == "starts_at" else -1
    rows = [
        [*{**same, "page_ptr_id": key, **_days(example, day, ahead * (number % DAYS))}.values()]
        for key, number in zip(keys, numbers, strict=True)
    ]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(example._meta.db_table)} ({names}) VALUES ({marks})",  # noqa: S608, SLF001 -- names of our own
            rows,
        )


def _days(example: Any, day: str, days: int) -> dict[str, Any]:
    """The day of a row, and for an event its end."""
    moved = {day, "ends_at"} & {field.attname for field in example._meta.local_concrete_fields}  # noqa: SLF001 -- as above
    return {
        name: example._meta.get_field(name).get_db_prep_save(  # noqa: SLF001 -- as above
            getattr(example, name) + timedelta(days=days), connection
        )
        for name in moved
    }


def _page(index: Any, key: int, number: int, content_type: int) -> tuple[Any, ...]:
    path = index._get_path(index.path, index.depth + 1, number)  # noqa: SLF001 -- treebeard's steps
    slug = f"meldung-{number}"
    url = f"{index.url_path}{slug}/"
    title = f"Meldung {number}"
    now = timezone.now()
    return (
        key, path, index.depth + 1, title, title, slug, url, uuid.uuid4(), index.locale_id, content_type, now, now,
    )  # fmt: skip
