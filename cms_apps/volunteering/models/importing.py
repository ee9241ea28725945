"""A table that waits for its author's word."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.models import HostOrganisation


class ImportRun(models.Model):
    """What was read of a table, before anything is made of it; the file itself is not kept."""

    privacy = Declaration(
        data=_("hochgeladene Tabellen"),
        fields=("rows", "author"),
        purpose=_("zeigen, was eine Tabelle anlegen würde, bevor sie übernommen wird"),
        readers=(_("wer sie hochgeladen hat"),),
        rules=("volunteering.tables",),
        subject="author",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(HostOrganisation, on_delete=models.CASCADE, related_name="imports")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # [[number of the row in the table, {column: what stands there}], …]
    rows = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Tabelle #{self.pk}"
