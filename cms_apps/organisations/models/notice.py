"""A host organisation's own privacy notice, kept in every version that somebody may have agreed to."""

from django.db import models

from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.models.organisation import HostOrganisation


class PrivacyNotice(models.Model):
    """What a Träger adds to our privacy notice (GDPR Art. 13). A version is never changed; an empty text ends it."""

    privacy = Declaration.none("public text of an organisation")

    organisation = models.ForeignKey(HostOrganisation, on_delete=models.CASCADE, related_name="notices")
    version = models.CharField("Fassung", max_length=12)
    text = models.TextField("Eigene Hinweise zum Datenschutz", max_length=4000, blank=True)

    class Meta:
        verbose_name = "Datenschutzhinweis"
        verbose_name_plural = "Datenschutzhinweise"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="one_notice_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.version}"
