"""A site that is set up, kept as rows: made for real once in a run, and given to each test that asks for it.

`setup_site()` and `translate_site()` need some 6,000 statements, their rows 75. Tests of these two
functions call them. A test that takes nothing from here has the empty tree of a migrated database.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import translation
from wagtail.models import Locale

from cms_apps.pages.models import HomePage
from cms_apps.pages.services import setup_site, translate_site

Table = dict[Any, tuple[Any, ...]]


@dataclass(frozen=True)
class Change:
    """What became of one table: keys that went or changed, rows that came or changed."""

    table: str
    key: str
    gone: list[Any]
    come: list[tuple[Any, ...]]


@dataclass(frozen=True)
class KeptSite:
    """The German site, and what the English one adds."""

    german: list[Change]
    english: list[Change]

    def give(self) -> HomePage:
        """Put the German site into the database and return its start page."""
        if Locale.objects.exists():
            write(self.german)
        else:  # emptied by a test with transactions of its own
            setup_site()
        return HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)

    def give_english(self) -> HomePage:
        """Add the English site to one that was just given, and return its start page."""
        write(self.english)
        return HomePage.objects.get(locale__language_code="en")


def keep_site() -> KeptSite:
    """Set a site up, keep its rows, and leave the database as it was."""
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        empty = state()
        home = setup_site()
        german = state()
        translate_site(home)
        english = state()
        transaction.set_rollback(True)
    return KeptSite(changes(empty, german), changes(german, english))


def _keys() -> dict[str, str]:
    models = (model._meta for model in apps.get_models(include_auto_created=True))
    tables = {one.db_table: one.pk.column for one in models if one.managed and not one.proxy}
    # Wagtail's index on SQLite: triggers fill it from its other table.
    return {table: key for table, key in tables.items() if not table.endswith("_fts")}


def state() -> dict[str, Table]:
    """Every row as the driver gives it, by table and primary key."""
    state = {}
    with connection.cursor() as cursor:
        for table, key in _keys().items():
            cursor.execute(
                f"SELECT {_name(table)}.{_name(key)}, {_name(table)}.* FROM {_name(table)}"  # noqa: S608 -- names of our models
            )
            state[table] = {row[0]: row[1:] for row in cursor.fetchall()}
    return state


def changes(before: dict[str, Table], after: dict[str, Table]) -> list[Change]:
    """What came and went from one state to the other."""
    changes = []
    for table, key in _keys().items():
        old, new = before[table], after[table]
        gone = [one for one, row in old.items() if new.get(one) != row]
        come = [row for one, row in new.items() if old.get(one) != row]
        if gone or come:
            changes.append(Change(table, key, gone, come))
    return changes


def write(changes: list[Change]) -> None:
    """Make these changes; foreign keys are checked at the end of the transaction, so the order of the tables does not matter."""
    with transaction.atomic(), connection.cursor() as cursor:
        for one in changes:
            if one.gone:
                marks = ", ".join(["%s"] * len(one.gone))
                cursor.execute(
                    f"DELETE FROM {_name(one.table)} WHERE {_name(one.key)} IN ({marks})",  # noqa: S608 -- names of our models
                    one.gone,
                )
        for one in changes:
            if one.come:
                row = f"({', '.join(['%s'] * len(one.come[0]))})"
                marks = ", ".join([row] * len(one.come))
                cursor.execute(
                    f"INSERT INTO {_name(one.table)} VALUES {marks}",  # noqa: S608 -- names of our models
                    [value for row in one.come for value in row],
                )
    cache.clear()


def _name(name: str) -> str:
    return connection.ops.quote_name(name)
