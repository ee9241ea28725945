"""Seats of a central run that are kept for one organisation."""

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from cms_apps.courses.models.run import CourseRun
from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.models import HostOrganisation


class SeatQuotaQuerySet(QuerySet["SeatQuota"]):
    """Words for quotas."""

    def in_force(self) -> "SeatQuotaQuerySet":
        """Quotas whose day is not over."""
        return self.filter(Q(until=None) | Q(until__gte=timezone.localdate()))


class SeatQuota(models.Model):
    """Seats of a run that only people of this organisation get (Kontingent), until a day; then everybody may."""

    privacy = Declaration.none("seats per organisation")

    run = models.ForeignKey(CourseRun, on_delete=models.CASCADE, related_name="quotas")
    organisation = models.ForeignKey(
        HostOrganisation, verbose_name="Träger", on_delete=models.CASCADE, related_name="+"
    )
    seats = models.PositiveSmallIntegerField("Plätze")
    until = models.DateField("gilt bis", null=True, blank=True)

    objects = SeatQuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "Kontingent"
        verbose_name_plural = "Kontingente"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "organisation"], name="one_quota_per_run_and_organisation"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="quota_has_seats"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.seats}"
