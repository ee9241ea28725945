"""The words of one kind of mail in one language, as people write them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailText(models.Model):
    """Subject and body with placeholders (`notifications.placeholders`); plain text, never a template."""

    kind = models.CharField(_("Mail"), max_length=60)
    language = models.CharField(_("Sprache"), max_length=10)
    subject = models.CharField(_("Betreff"), max_length=120)
    body = models.TextField(_("Text"), max_length=5000)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"
