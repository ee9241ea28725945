"""`manage.py privacy purge | replay | export KIND KEY | erase KIND KEY`."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms_apps.foundation.privacy import SubjectKind, deletion_rules, subject_kinds
from cms_apps.privacy import services


class Command(BaseCommand):
    """Deletes what is due, gives out or erases what is kept about one person, and repeats erasures after a restore."""

    help = "Delete what is due; give out or erase one person's data; repeat erasures after a restore."

    def add_arguments(self, parser: CommandParser) -> None:
        """One subcommand for each task."""
        tasks = parser.add_subparsers(dest="task", required=True)
        tasks.add_parser("purge", help="run every deletion rule now (the worker does so each hour)")
        tasks.add_parser("replay", help="erase again what a restored backup brought back")
        for task, text in {"export": "print all about a person as JSON", "erase": "erase a person"}.items():
            one = tasks.add_parser(task, help=text)
            one.add_argument("kind", choices=sorted(subject_kinds))
            one.add_argument("key", help="number or key; never a name")
        tasks.choices["erase"].add_argument("--noinput", action="store_true", help="do not ask first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the task; fails when a subject is not known."""
        getattr(self, options["task"])(**options)

    def purge(self, **options: Any) -> None:
        """How many rows went by which rule."""
        for name, deleted in services.purge().items():
            self.stdout.write(f"{deleted:6}  {name}  ({deletion_rules[name].parameter})")

    def replay(self, **options: Any) -> None:
        """How many came back and were erased again."""
        try:
            erased = services.replay_journal()
        except services.NoJournal as error:
            raise CommandError(f"Es gibt kein Löschjournal: {error}") from error
        except services.ReplayIncomplete as error:
            raise CommandError(f"Nicht alles ließ sich noch einmal löschen: {error}") from error
        self.stdout.write(
            ", ".join(f"{count} x {kind}" for kind, count in erased.items()) or "niemand kam zurück"
        )

    def export(self, **options: Any) -> None:
        """JSON to standard output."""
        content = _subject(options).export(options["key"])
        if content is None:
            raise CommandError("unbekannt")
        sys.stdout.write(content.decode() + "\n")

    def erase(self, **options: Any) -> None:
        """Once the key was typed again, for nothing brings it back. Without a mail: whoever runs this tells the person."""
        again = "" if options["noinput"] else input(f"Endgültig löschen? Noch einmal „{options['key']}“: ")
        if not options["noinput"] and again.strip() != options["key"]:
            raise CommandError("nichts gelöscht")
        if not _subject(options).erase(options["key"]):
            raise CommandError("unbekannt")
        self.stdout.write("gelöscht")


def _subject(options: dict[str, Any]) -> SubjectKind:
    return subject_kinds[options["kind"]]
