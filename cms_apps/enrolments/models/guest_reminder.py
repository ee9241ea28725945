"""Which reminders the clock owed to a guest of an event, and has queued."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.models import CourseDate
from cms_apps.enrolments.enums import ReminderKind
from cms_apps.enrolments.models.registration import Registration
from cms_apps.foundation.privacy import Declaration


class GuestReminder(models.Model):
    """That a guest was reminded of a date as it was then (`starts_at`), never twice; as `CourseReminder` for volunteers."""

    privacy = Declaration(
        data=_("Erinnerungen an Termine von Veranstaltungen"),
        fields=("registration",),
        purpose=_("an jeden Termin einmal erinnern"),
        readers=(_("nur das System"),),
        retention=_("so lange wie die Anmeldung"),
        subject="registration",
    )

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="reminders")
    date = models.ForeignKey(CourseDate, on_delete=models.CASCADE, related_name="guest_reminders")
    kind = models.CharField(max_length=20, choices=ReminderKind.choices)
    starts_at = models.DateTimeField("Beginn, wie er war")
    at = models.DateTimeField("eingestellt", default=timezone.now)

    class Meta:
        verbose_name = "Erinnerung eines Gastes"
        verbose_name_plural = "Erinnerungen von Gästen"
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "date", "kind", "starts_at"],
                name="one_reminder_of_each_kind_per_guest",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
