"""`manage.py rotate_keys`: everything encrypted anew with the first of FIELD_KEYS, so that the others can go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms_apps.foundation.reencryption import Reencrypted, everything_encrypted


class Command(BaseCommand):
    help = "Encrypt everything anew with the first of FIELD_KEYS. Safe to call again and to break off."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each column; exit code 1 when there is something that no key opens."""
        total = Reencrypted()
        for name, reencrypt in everything_encrypted().items():
            done = reencrypt()
            total += done
            self.stdout.write(f"{name}: {done.changed} encrypted anew, {done.unreadable} unreadable")
        if total.unreadable:
            raise CommandError(
                f"No key opens {total.unreadable} values. Do not drop a key before you know why."
            )
