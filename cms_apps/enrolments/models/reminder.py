"""Which mails the clock owed to somebody about a date of a course, and has queued."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.models import CourseDate
from cms_apps.enrolments.enums import ReminderKind
from cms_apps.enrolments.models.enrolment import Enrolment
from cms_apps.foundation.privacy import Declaration


class CourseReminder(models.Model):
    """That somebody was reminded of a date as it was then (`starts_at`), or asked after the last one; never twice.

    A date that is moved has another `starts_at`, so it is reminded of anew.
    """

    privacy = Declaration(
        data=_("Erinnerungen an Kurstermine"),
        fields=("enrolment",),
        purpose=_("an jeden Termin einmal erinnern"),
        readers=(_("nur das System"),),
        retention=_("so lange wie der Kursplatz"),
        subject="enrolment__volunteer",
    )

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="reminders")
    date = models.ForeignKey(CourseDate, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=20, choices=ReminderKind.choices)
    starts_at = models.DateTimeField("Beginn, wie er war")
    at = models.DateTimeField("eingestellt", default=timezone.now)

    class Meta:
        verbose_name = "Erinnerung"
        verbose_name_plural = "Erinnerungen"
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "date", "kind", "starts_at"], name="one_reminder_of_each_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
