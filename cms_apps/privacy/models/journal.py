"""What was erased on a person's word, on its way to the journal outside the database."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms_apps.foundation.privacy import Declaration


class ErasureEntry(models.Model):
    """One erased subject by its pseudonym; `written_at` says when the journal file had it."""

    privacy = Declaration.none("pseudonyms of what is gone: they lead to nobody once the subject is erased")

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    at = models.DateTimeField(default=timezone.now)
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Löschung auf Verlangen"
        verbose_name_plural = "Löschungen auf Verlangen"
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], name="journal_unwritten", condition=Q(written_at=None))]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
