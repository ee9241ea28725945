"""What was noted of somebody at a date before it was noted otherwise."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms_apps.enrolments.models.attendance import Attendance
from cms_apps.foundation.privacy import Declaration


class EarlierAttendance(models.Model):
    """One value that an attendance had, with who noted it and when. Append-only; it goes with the attendance.

    A list of participants proves what public money paid for: whoever leads the course sees what it said before.
    """

    privacy = Declaration(
        data=_("frühere Angaben zur Anwesenheit"),
        fields=("attendance", "noted_by"),
        purpose=_("nachvollziehen, wer die Anwesenheit geändert hat"),
        readers=(_("wer beim Träger des Kurses über den Kurs entscheidet"),),
        retention=_("so lange wie die Anwesenheit"),
        subject="attendance__enrolment__volunteer",
    )

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="earlier")
    version = models.PositiveSmallIntegerField()
    units = models.PositiveSmallIntegerField("UE")
    noted_at = models.DateTimeField("eingetragen")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "frühere Anwesenheit"
        verbose_name_plural = "frühere Anwesenheiten"
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["attendance", "version"], name="one_earlier_value_per_version")
        ]

    def __str__(self) -> str:
        return f"#{self.attendance_id} {self.units} UE"

    @classmethod
    def of(cls, row: Attendance) -> "EarlierAttendance":
        """What `row` says now, unsaved: to be kept before it says something else."""
        return cls(
            attendance=row, version=row.version, units=row.units, noted_at=row.noted_at, noted_by_id=row.noted_by_id
        )  # fmt: skip

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to change a row that is written."""
        if self.pk is not None:
            raise TypeError("what was noted before is append-only")
        super().save(*args, **kwargs)
