"""A decision that waits until nobody can recall it any more."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteering.enums import PlannedProblem, PlannedVerb
from cms_apps.volunteering.models.application import Application


class PlannedDecision(models.Model):
    """One of several decisions made at once; the worker carries it out at `due_at` unless it was recalled."""

    privacy = Declaration(
        data=_("vorbereitete Entscheidungen"),
        fields=("author", "message", "problem"),
        purpose=_("mehrere Entscheidungen noch einige Minuten zurücknehmen können"),
        readers=(_("der gewählte Träger"),),
        retention=_("längstens so lange wie die Bewerbung"),
        rules=("volunteering.planned",),
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="planned")
    batch = models.UUIDField()
    verb = models.CharField(max_length=12, choices=PlannedVerb.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40, blank=True)
    message = models.TextField(blank=True)
    # The last row of history that the person saw (`perform(expected=…)`).
    expected = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(done_at=None), name="one_planned_decision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} #{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be recalled."""
        return self.done_at is None

    @property
    def problem_label(self) -> str:
        """Why it was not carried out, in words."""
        return (
            str(PlannedProblem(self.problem).label) if self.problem in PlannedProblem.values else self.problem
        )
