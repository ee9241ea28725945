from typing import Any

from django.db import migrations, models


def fund_basic_courses(apps: Any, schema_editor: Any) -> None:
    """The one kind of which the rules of the programme name a grant for each person and UE."""
    apps.get_model("courses", "CourseKind").objects.filter(name="Basisqualifizierung").update(is_funded=True)


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0008_certificates'),
    ]

    operations = [
        migrations.AddField(
            model_name='coursekind',
            name='is_funded',
            field=models.BooleanField(default=False, help_text='Kurse dieser Art stehen mit ihrem höchsten Zuschuss in der Abrechnung des Trägers.', verbose_name='Zuschuss je Person und UE'),
        ),
        migrations.RunPython(fund_basic_courses, migrations.RunPython.noop),
    ]
