"""What kinds of courses are made of; `is_basic` said for whom they are."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_life")]

    operations = [
        migrations.RenameField(model_name="coursekind", old_name="is_basic", new_name="for_new_people"),
        migrations.CreateModel(
            name='CourseModule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='Nummer')),
                ('title', models.CharField(max_length=120, verbose_name='Titel')),
            ],
            options={
                'verbose_name': 'Modul',
                'verbose_name_plural': 'Module',
                'ordering': ['number'],
            },
        ),
        migrations.AddField(
            model_name='coursekind',
            name='least_units',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='UE mindestens'),
        ),
        migrations.AddField(
            model_name='coursekind',
            name='most_units',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='UE höchstens'),
        ),
        migrations.AlterField(
            model_name='coursekind',
            name='for_new_people',
            field=models.BooleanField(default=False, help_text='Kurse dieser Art werden schon in der Anmeldung angeboten.', verbose_name='für Neue'),
        ),
        migrations.AddConstraint(
            model_name='coursekind',
            constraint=models.CheckConstraint(condition=models.Q(('least_units', None), ('most_units', None), ('least_units__lte', models.F('most_units')), _connector='OR'), name='kind_least_units_below_most', violation_error_message='Es können nicht mehr UE mindestens als höchstens sein.'),
        ),
        migrations.AddField(
            model_name='coursemodule',
            name='kind',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='modules', to='courses.coursekind'),
        ),
        migrations.AddConstraint(
            model_name='coursemodule',
            constraint=models.UniqueConstraint(fields=('kind', 'number'), name='one_module_per_kind_and_number', violation_error_message='Diese Nummer hat schon ein anderes Modul.'),
        ),
    ]
