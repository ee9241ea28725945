"""The proposal to pass an application on to another organisation."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering.enums import ForwardOutcome
from cms_apps.volunteering.models.application import Application


class ForwardProposal(models.Model):
    """A proposal (Weiterleitung): to whom, in what words, until when; at most one is open, each ends once."""

    privacy = Declaration(
        data=_("Vorschlag einer Weiterleitung"),
        fields=("message",),
        purpose=_("die Person fragen, ob ihre Bewerbung an einen anderen Träger gehen darf"),
        readers=(_("der gewählte Träger"), _("die Person selbst")),
        retention=_("so lange wie die Bewerbung"),
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="proposals")
    target = models.ForeignKey(
        HostOrganisation, verbose_name="Neuer Träger", on_delete=models.PROTECT, related_name="+"
    )
    message = models.TextField("Persönliche Worte", max_length=2000, blank=True)
    outcome = models.CharField(max_length=12, choices=ForwardOutcome.choices, default=ForwardOutcome.OPEN)
    proposed_at = models.DateTimeField(default=timezone.now)
    # Promised to the person, so it stays when the parameter changes.
    open_until = models.DateTimeField("Frist")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(outcome=ForwardOutcome.OPEN),
                name="one_open_proposal",
            )
        ]
        indexes = [
            models.Index(
                fields=["open_until"], condition=models.Q(outcome=ForwardOutcome.OPEN), name="proposals_open"
            )
        ]

    def __str__(self) -> str:
        return f"Weiterleitung #{self.pk}"
