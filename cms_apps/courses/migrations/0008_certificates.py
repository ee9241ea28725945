"""Which kinds of courses end with a certificate: all but events, and talks in a group."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

WITHOUT = ("Reflexionsgespräch",)


def take_back(apps: Any, _schema: Any) -> None:
    """What an installation has already."""
    kinds = apps.get_model("courses", "CourseKind").objects
    kinds.filter(Q(for_everybody=True) | Q(name__in=WITHOUT)).update(gives_certificate=False)


class Migration(migrations.Migration):
    dependencies = [("courses", "0007_procedures")]

    operations = [
        migrations.AddField(
            model_name="coursekind",
            name="gives_certificate",
            field=models.BooleanField(
                default=True,
                help_text="Wer einen Kurs dieser Art abschließt, bekommt ein Zertifikat.",
                verbose_name="mit Zertifikat",
            ),
        ),
        migrations.RunPython(take_back, migrations.RunPython.noop, elidable=False),
    ]
