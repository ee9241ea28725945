"""`manage.py restore FOLDER`: a backup in the place of an empty installation; who was erased stays erased."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms_apps.privacy.services import NoJournal, ReplayIncomplete
from vielfalt.backups.databases import ToolsMissing
from vielfalt.backups.making import NotEmpty, restore_backup
from vielfalt.backups.manifest import Damaged


class Command(BaseCommand):
    """Checks a backup, loads it, erases again whom the journal names; afterwards run `rebuild_search`."""

    help = "Load a backup into an empty installation. Web and worker must be stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which backup."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--replace", action="store_true", help="overwrite what is here")
        parser.add_argument("--without-journal", action="store_true", help="even if erased people come back")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how old the backup is and who came back and was erased again."""
        try:
            sealed, erased = restore_backup(
                options["folder"], replace=options["replace"], without_journal=options["without_journal"]
            )
        except Damaged as error:
            raise CommandError(f"Diese Sicherung ist beschädigt: {error}") from error
        except NotEmpty as error:
            raise CommandError("Hier ist schon eine Installation; --replace überschreibt sie.") from error
        except ToolsMissing as error:
            raise CommandError("pg_restore fehlt oder ist zu alt; nichts ist geändert.") from error
        except NoJournal as error:
            raise CommandError(f"Es gibt kein Löschjournal ({error}): Gelöschte kämen zurück.") from error
        except ReplayIncomplete as error:
            raise CommandError(f"Nicht alles ließ sich noch einmal löschen: {error}") from error
        again = ", ".join(f"{count} x {kind}" for kind, count in erased.items()) or "niemand"
        self.stdout.write(f"Wiederhergestellt: Stand {sealed.made_at}; noch einmal gelöscht: {again}")
