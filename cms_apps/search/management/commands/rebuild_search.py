"""`manage.py rebuild_search`: make every document and the index of Elasticsearch anew."""

from typing import Any

from django.core.management.base import BaseCommand

from cms_apps.search.engines import elastic, feeding
from cms_apps.search.filling import refresh_all


class Command(BaseCommand):
    help = "Make all search documents anew, and the index of Elasticsearch; the search goes on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """The table first, then the index from it."""
        self.stdout.write(f"Suche: {refresh_all()} Dokumente")
        if elastic.configured():
            self.stdout.write(f"Elasticsearch: Index {feeding.rebuild()} ist in Gebrauch")
