"""Every Träger keeps what it says about itself: it was public without approval, and stays so until it is changed."""

from django.conf import settings
from django.db import migrations


def move_to_profiles(apps, schema_editor):
    """One live German profile for each text."""
    organisation, profile, locale = (
        apps.get_model("organisations", "HostOrganisation"),
        apps.get_model("organisations", "PublicProfile"),
        apps.get_model("wagtailcore", "Locale"),
    )
    rows = organisation.objects.exclude(description="")
    if rows.exists():
        german, _made = locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
        profile.objects.bulk_create(
            profile(organisation=row, locale=german, description=row.description, live=True) for row in rows
        )


def move_back(apps, schema_editor):
    """The live German words; drafts and translations are lost."""
    profile = apps.get_model("organisations", "PublicProfile")
    for row in profile.objects.filter(locale__language_code=settings.LANGUAGE_CODE, live=True).select_related("organisation"):
        row.organisation.description = row.description
        row.organisation.save(update_fields=["description"])


class Migration(migrations.Migration):
    dependencies = [("organisations", "0006_public_profile")]

    operations = [migrations.RunPython(move_to_profiles, move_back)]
