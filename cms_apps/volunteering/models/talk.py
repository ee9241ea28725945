"""The first talk between a person and the team."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteering.enums import TalkMode, TalkOutcome
from cms_apps.volunteering.models.application import Application


class FirstTalk(models.Model):
    """An agreed first talk (Erstgespräch); at most one is planned, a moved one keeps its row."""

    privacy = Declaration(
        data=_("Termine der Erstgespräche"),
        fields=("starts_at", "where"),
        purpose=_("sich vor der Entscheidung kennenlernen"),
        readers=(_("der gewählte Träger"), _("die Person selbst")),
        retention=_("so lange wie die Bewerbung"),
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="talks")
    starts_at = models.DateTimeField("Beginn")
    minutes = models.PositiveSmallIntegerField("Dauer in Minuten", default=45)
    mode = models.CharField("Art", max_length=10, choices=TalkMode.choices, default=TalkMode.PLACE)
    # An address, a number to call, or the address of a video room.
    where = models.CharField("Wo", max_length=300, blank=True)
    outcome = models.CharField(max_length=12, choices=TalkOutcome.choices, default=TalkOutcome.PLANNED)
    # Raised by each move and by calling it off, so that calendars take the change (RFC 5545, SEQUENCE).
    sequence = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(outcome=TalkOutcome.PLANNED),
                name="one_planned_talk",
            )
        ]

    @property
    def is_ahead(self) -> bool:
        """Whether it is planned and has not begun."""
        return self.outcome == TalkOutcome.PLANNED and self.starts_at > timezone.now()

    def __str__(self) -> str:
        return f"Erstgespräch #{self.pk}"
