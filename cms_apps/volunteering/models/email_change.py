"""A new e-mail address that waits for its two confirmations."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteering.models.application import Application


class EmailChange(models.Model):
    """A wished address: it holds once both mailboxes have said yes. Gone when it is done, refused or too late."""

    privacy = Declaration(
        data=_("gewünschte neue E-Mail-Adresse"),
        fields=("new_email",),
        purpose=_("sicherstellen, dass eine neue Adresse der Person gehört"),
        readers=(_("die Person selbst"),),
        rules=("volunteering.email_changes",),
        subject="application",
    )

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="email_change")
    new_email = models.EmailField()
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    old_agreed_at = models.DateTimeField(null=True, blank=True)
    new_agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_agreed(self) -> bool:
        """Whether both mailboxes have said yes."""
        return self.old_agreed_at is not None and self.new_agreed_at is not None

    @property
    def is_over(self) -> bool:
        """Whether its time has passed."""
        return self.expires_at <= timezone.now()
