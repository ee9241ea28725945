"""What people thought of a course; nobody can tell who said what (docs/adr/0009-anonymous-answers.md)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.models import CourseRun
from cms_apps.foundation.privacy import Declaration

LONGEST_ANSWER, WORST, BEST = 500, 1, 5


class FeedbackTicket(models.Model):
    """The right to say once how a course was: the hash of a secret that stands in one mail, and nothing of the person.

    It is deleted by the answer, in one transaction: no row is left that was written together with it.
    """

    privacy = Declaration.none("keys made with a secret; each names a place to whoever holds it")

    key_hash = models.CharField(max_length=64, primary_key=True)
    run = models.ForeignKey(CourseRun, on_delete=models.CASCADE, related_name="+")
    ends_on = models.DateField("gilt bis", db_index=True)

    class Meta:
        verbose_name = "offene Frage nach einem Kurs"
        verbose_name_plural = "offene Fragen nach Kursen"

    def __str__(self) -> str:
        return f"{self.ends_on}"


class CourseFeedback(models.Model):
    """One answer (Rückmeldung zum Kurs): of whom is not kept, of when only the day. Its key is random, so is its order."""

    privacy = Declaration(
        data=_("Rückmeldungen zu Kursen, ohne Namen"),
        fields=("text",),
        purpose=_("Kurse besser machen"),
        readers=(_("wer beim Träger des Kurses über den Kurs entscheidet, ab einer Mindestzahl von Antworten"),),
        rules=("enrolments.feedback",),
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(CourseRun, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField("Wie war es?")
    text = models.CharField("In einem Satz", max_length=LONGEST_ANSWER, blank=True)
    given_on = models.DateField("Tag", default=timezone.localdate, db_index=True)

    class Meta:
        verbose_name = "Rückmeldung zu einem Kurs"
        verbose_name_plural = "Rückmeldungen zu Kursen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=WORST) & Q(score__lte=BEST), name="a_score_is_one_to_five"
            )
        ]

    def __str__(self) -> str:
        return f"{self.score}"
