"""`manage.py backup --to FOLDER`: database and media in one folder with checksums."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from vielfalt.backups.making import drop_old, make_backup


class Command(BaseCommand):
    """Makes a backup while the site goes on working."""

    help = (
        "Write database and media into a new folder below --to; it has its final name only when it is whole."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and how many to keep."""
        parser.add_argument(
            "--to", required=True, type=Path, help="folder of the backups, not on the same disk"
        )
        parser.add_argument(
            "--keep", type=int, default=0, help="delete all but the last so many (default: none)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the folder that was made."""
        self.stdout.write(str(make_backup(options["to"])))
        for folder in drop_old(options["to"], options["keep"]) if options["keep"] > 0 else ():
            self.stdout.write(f"gelöscht: {folder}")
