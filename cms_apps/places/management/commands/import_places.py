"""`manage.py import_places FILE`: load real postal codes."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms_apps.places.importer import BadPlaces, Report, import_places


class Command(BaseCommand):
    help = (
        "Import postal codes from a CSV file with the columns plz, place, district_ags, district "
        "and, for distances, latitude and longitude."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """One file, and the day whose municipalities and districts count."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--on", type=date.fromisoformat, help="the day, as YYYY-MM-DD; today without it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import all or nothing; each bad line is named."""
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as lines:
                report = import_places(lines, on=options["on"])
        except OSError as error:
            raise CommandError(f"Die Datei lässt sich nicht lesen: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CommandError("Die Datei ist nicht in UTF-8.") from error
        except BadPlaces as error:
            raise CommandError("\n".join([*error.errors, "Nichts wurde importiert."])) from error
        self._tell(report)

    def _tell(self, report: Report) -> None:
        for note in report.notes:
            self.stdout.write(f"gelesen: {note}")
        for change in report.changes or ["nichts"]:
            self.stdout.write(f"geändert: {change}")
        self.stdout.write(
            f"{report.rows} Zeilen: {report.codes} Postleitzahlen in {report.municipalities} Gemeinden."
        )
