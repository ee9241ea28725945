"""The centre's list of escalated applications walks an index of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("volunteering", "0005_draft_versions")]

    operations = [
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                fields=["promised_on", "id"],
                name="centre_escalated",
                condition=models.Q(
                    state__in=["forward_asked", "in_review", "query", "received", "talk"],
                    escalated_at__isnull=False,
                ),
            ),
        ),
    ]
