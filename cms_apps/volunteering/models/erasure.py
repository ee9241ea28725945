"""Somebody asks for their data to be deleted after a decision."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteering.models.application import Application


class ErasureRequest(models.Model):
    """A request to delete (GDPR Art. 17) that the organisation answers; granted, it goes with the application."""

    privacy = Declaration(
        data=_("Löschverlangen"),
        fields=("reason", "answered_by"),
        purpose=_("ein Löschverlangen rechtzeitig beantworten (Art. 12 Abs. 3 DSGVO)"),
        readers=(_("der gewählte Träger"), _("die Person selbst")),
        retention=_("so lange wie die Bewerbung"),
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="erasure_requests")
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField("Antwort bis")
    refused_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField("Warum nicht", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(refused_at=None),
                name="one_open_erasure_request",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.refused_at is None

    @property
    def is_late(self) -> bool:
        """Whether the day of the answer has passed."""
        return self.is_open and self.due_on < timezone.localdate()
