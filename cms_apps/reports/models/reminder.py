"""That a team was reminded of the proof of use of a course."""

from django.db import models
from django.utils import timezone

from cms_apps.courses.models import CourseRun
from cms_apps.foundation.privacy import Declaration


class ProofReminder(models.Model):
    """The one reminder of a run's Verwendungsnachweis; its row is the lock of whoever sends it."""

    privacy = Declaration.none("that a course was reminded of")

    run = models.OneToOneField(CourseRun, on_delete=models.CASCADE, related_name="proof_reminder")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"#{self.run_id}"
