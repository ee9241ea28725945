"""Print, query by query, where the best expected document stands: our search beside Wagtail's own.

    python benchmarks/search_quality.py        SQLite; DATABASE_URL and ELASTICSEARCH_URL add or choose engines

The corpus and its forty queries are those of tests/search; `tests/search/test_quality.py` holds the figures.
Wagtail's search knows pages only, so queries about Träger and courses are lost to it.
"""

import os
import sys
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vielfalt.settings.test")
django.setup()

from django.conf import settings  # noqa: E402 -- after the settings are known
from django.db import connection, transaction  # noqa: E402 -- as above
from wagtail.models import Page  # noqa: E402 -- as above

from cms_apps.pages.services import setup_site  # noqa: E402 -- as above
from cms_apps.search.engines import database, elastic, feeding  # noqa: E402 -- as above
from tests.search import building  # noqa: E402 -- as above
from tests.search.corpus import QUERIES  # noqa: E402 -- as above

TOP = 3
Place = Callable[[str, str], int]


def stock(query: str, expected: str) -> int:
    """The place in the results of Wagtail's database search, 0 beyond the third."""
    found = Page.objects.live().public().search(query, operator="and")[:TOP]
    slugs = [page.slug for page in found]
    return slugs.index(expected) + 1 if expected in slugs else 0


def ours(engine: Any) -> Place:
    """The place in the results of one of our engines."""
    names = building.keys()

    def place(query: str, expected: str) -> int:
        top = [names[one.pk] for one in building.ranked_by(engine, query)[:TOP]]
        return top.index(expected) + 1 if expected in top else 0

    return place


def compare() -> None:
    """Print one line a query and the shares below."""
    building.build(setup_site())
    columns: dict[str, Place] = {
        f"Wagtail, {connection.vendor}": stock,
        f"ours, {connection.vendor}": ours(database),
    }
    if settings.ELASTICSEARCH_URL:
        feeding.rebuild()
        columns["ours, elasticsearch"] = ours(elastic)
    print(f"{'query':34}" + "".join(f"{name:>22}" for name in columns))
    hits = dict.fromkeys(columns, 0)
    for query, expected in QUERIES.items():
        places = {name: place(query, expected[0]) for name, place in columns.items()}
        for name, place in places.items():
            hits[name] += place > 0
        print(f"{query:34}" + "".join(f"{place or '-':>22}" for place in places.values()))
    shares = (f"{hit / len(QUERIES):>22.2f}" for hit in hits.values())
    print(f"{'success@3':34}" + "".join(shares))


def main() -> None:
    """Compare in a test database, and leave nothing behind."""
    settings.ELASTICSEARCH_URL = os.environ.get("ELASTICSEARCH_URL", "")
    settings.SEARCH_INDEX = f"quality-{uuid.uuid4().hex}"
    connection.creation.create_test_db(verbosity=0, keepdb=True)
    try:
        with transaction.atomic():
            compare()
            transaction.set_rollback(True)
    finally:
        if settings.ELASTICSEARCH_URL:
            client = elastic.client(30)
            for name in client.indices.get(index=f"{settings.SEARCH_INDEX}*"):
                client.indices.delete(index=name)


if __name__ == "__main__":
    main()
