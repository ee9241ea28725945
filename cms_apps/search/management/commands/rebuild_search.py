"""`manage.py rebuild_search`: make every document and the index of Elasticsearch anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms_apps.search.engines import elastic, feeding
from cms_apps.search.filling import refresh_all


class Command(BaseCommand):
    help = "Make all search documents anew, and the index of Elasticsearch; the search goes on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """The table first, then the index from it."""
        self.stdout.write(f"Suche: {refresh_all()} Dokumente")
        if elastic.configured():
            self._rebuild_index()

    def _rebuild_index(self) -> None:
        try:
            name = feeding.rebuild()
        except elastic.AWAY as error:
            raise CommandError(
                f"Elasticsearch antwortet nicht ({type(error).__name__}). Die Datenbank sucht weiter; der Index "
                "wird nachgeholt, sobald es wieder da ist."
            ) from error
        self.stdout.write(f"Elasticsearch: Index {name} ist in Gebrauch")
