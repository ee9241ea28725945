"""The log of deletions by the clock: how many rows by which rule, nobody's data."""

from django.db import models
from django.utils import timezone

from cms_apps.foundation.privacy import Declaration


class PurgeRecord(models.Model):
    """One deletion rule that found something to delete, or failed."""

    privacy = Declaration.none("how many rows went by which rule")

    rule = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    deleted = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = "Löschlauf"
        verbose_name_plural = "Löschprotokoll"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.rule} {self.at:%Y-%m-%d %H:%M}"
