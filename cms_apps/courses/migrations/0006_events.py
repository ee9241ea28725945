"""Kinds of courses for everybody: events and network meetings, for which people register without an account."""

from typing import Any

from django.db import migrations, models

from cms_apps.foundation.sorting import sort_key

NEW = ("Veranstaltung", "Netzwerktreffen")


def add_kinds(apps: Any, _schema: Any) -> None:
    """An installation that has kinds gets the new ones; a new one gets all of them from `ensure_kinds`."""
    kinds = apps.get_model("courses", "CourseKind").objects
    for name in NEW if kinds.exists() else ():
        kinds.get_or_create(name=name, defaults={"sort_key": sort_key(name), "for_everybody": True})


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_states")]

    operations = [
        migrations.AddField(
            model_name="coursekind",
            name="for_everybody",
            field=models.BooleanField(
                default=False,
                help_text="Für Veranstaltungen: Alle können sich mit Name und E-Mail-Adresse anmelden.",
                verbose_name="Anmeldung ohne Konto",
            ),
        ),
        migrations.RunPython(add_kinds, migrations.RunPython.noop),
    ]
