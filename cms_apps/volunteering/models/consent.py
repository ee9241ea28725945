"""What the person of an application agreed to."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteering.enums import NO_CONSENT, SPENT_CONSENTS, ConsentPurpose
from cms_apps.volunteering.models.application import Application


class Consent(models.Model):
    """What the person agreed to, when, and to which version of the text (GDPR Art. 7)."""

    privacy = Declaration(
        data=_("Einwilligungen"),
        fields=("purpose",),
        purpose=_("Einwilligungen nachweisen"),
        readers=(_("der gewählte Träger"),),
        retention=_("so lange wie die Bewerbung"),
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=30, choices=ConsentPurpose.choices)
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "purpose"], name="one_consent_per_purpose")
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display())

    @property
    def is_revocable(self) -> bool:
        """Whether it is a consent that still holds; that somebody was informed cannot be taken back."""
        return self.revoked_at is None and self.purpose not in NO_CONSENT | SPENT_CONSENTS

    @property
    def is_notice(self) -> bool:
        """Whether it only says that somebody was informed."""
        return self.purpose in NO_CONSENT

    @property
    def is_spent(self) -> bool:
        """Whether it was for one act that is done."""
        return self.purpose in SPENT_CONSENTS
