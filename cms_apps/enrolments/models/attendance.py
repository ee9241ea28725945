"""Who was at which date of a course, and for how long."""

from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.models import CourseDate
from cms_apps.enrolments.models.enrolment import Enrolment
from cms_apps.foundation.privacy import Declaration


class Attendance(models.Model):
    """How many UE of a date somebody attended (0: absent). No row: nobody has noted it yet.

    The enrolment is the one that the UE count for. A date of another run is one at which they made up what they had
    missed in their own: no place there is needed.
    """

    privacy = Declaration(
        data=_("Anwesenheit bei Kursterminen"),
        fields=("enrolment", "noted_by"),
        purpose=_("Kurse abschließen und ihre Förderung nachweisen"),
        readers=(_("der eigene Träger"), _("der Träger des Kurses")),
        rules=("volunteering.funding",),
        subject="enrolment__volunteer",
    )

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attendances")
    date = models.ForeignKey(CourseDate, on_delete=models.PROTECT, related_name="attendances")
    units = models.PositiveSmallIntegerField("UE")
    noted_at = models.DateTimeField("eingetragen", default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # How often it was written: what a form carries, so that nobody overwrites what they have not seen.
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesenheiten"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "date"], name="one_attendance_per_person_and_date")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.units} UE"

    @property
    def changes(self) -> list[tuple[Any, Any]]:
        """Each change as what stood there before and what came after it, the last first."""
        values = [*self.earlier.all(), self]
        return list(pairwise(values))[::-1]
