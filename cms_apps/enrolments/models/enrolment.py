"""A volunteer's place in a course run."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.models import HistoryRecord


class Enrolment(models.Model):
    """A place (Kursplatz), taken or given up; at most one live one per person and run."""

    privacy = Declaration(
        fields=("volunteer",),
        purpose="hold courses and prove their use",
        readers=("own organisation",),
        retention="funding records five years (domain.md section 3), parameter",
        subject="volunteer",
    )

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="enrolments")
    run = models.ForeignKey(CourseRun, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=20, choices=EnrolmentState.choices, default=EnrolmentState.ENROLLED)
    state_since = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "Kursplatz"
        verbose_name_plural = "Kursplätze"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "run"],
                condition=Q(state=EnrolmentState.ENROLLED),
                name="one_live_enrolment_per_person_and_run",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"


class EnrolmentHistory(HistoryRecord):
    """What happened to a place."""

    privacy = Declaration(
        fields=("actor", "actor_label", "note"),
        purpose="traceability of decisions",
        readers=("own organisation",),
        retention="with the enrolment",
        subject="subject",
    )

    subject = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="history")
