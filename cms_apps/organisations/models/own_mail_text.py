"""What a host organisation says in its mails in place of the central text."""

from django.db import models

from cms_apps.foundation.privacy import Declaration
from cms_apps.notifications.models import MailText
from cms_apps.organisations.models.organisation import HostOrganisation


class OwnMailText(MailText):
    """One text for each organisation, kind and language; it goes before the central one."""

    privacy = Declaration.none("wording of mails")

    organisation = models.ForeignKey(
        HostOrganisation, verbose_name="Träger", on_delete=models.CASCADE, related_name="mail_texts"
    )

    class Meta:
        verbose_name = "eigener Mailtext"
        verbose_name_plural = "eigene Mailtexte"
        ordering = ["organisation", "kind", "language"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "language"], name="one_own_text")
        ]
