"""What the centre says in place of a default text."""

from django.db import models

from cms_apps.foundation.privacy import Declaration
from cms_apps.notifications.models.mail_text import MailText


class CentralText(MailText):
    """One text for each kind and language, for every Träger that has none of its own."""

    privacy = Declaration.none("wording of mails")

    class Meta:
        verbose_name = "Mailtext"
        verbose_name_plural = "Mailtexte"
        ordering = ["kind", "language"]
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="one_central_text")]
