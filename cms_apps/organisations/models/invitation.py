"""Who was asked to work for a host organisation, and has not answered yet."""

import uuid

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.enums import Role
from cms_apps.organisations.models.organisation import HostOrganisation

LONGEST_ADDRESS = 150  # of the name of an account, which is its address


class TeamInvitation(models.Model):
    """An address that was asked to join a team; it opens nothing, whether or not it has an account."""

    privacy = Declaration(
        data=_("Einladung ins Team"),
        fields=("email", "first_name", "last_name"),
        purpose=_("Menschen fragen, ob sie für einen Träger am Schreibtisch mitarbeiten"),
        readers=(_("Systemverwaltung"), _("der eigene Träger")),
        retention=_("bis sie angenommen oder abgelaufen ist"),
        rules=("organisations.invitations",),
        subject="email",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        HostOrganisation, verbose_name="Träger", on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField("E-Mail-Adresse", max_length=LONGEST_ADDRESS)
    first_name = models.CharField("Vorname", max_length=150, blank=True)
    last_name = models.CharField("Nachname", max_length=150, blank=True)
    role = models.CharField("Rolle", max_length=20, choices=Role.choices, default=Role.COORDINATOR)
    invited_at = models.DateTimeField("eingeladen am")

    class Meta:
        verbose_name = "Einladung ins Team"
        verbose_name_plural = "Einladungen ins Team"
        ordering = ["organisation__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                name="one_invitation_per_address",
                violation_error_message="Diese Adresse ist schon eingeladen. Löschen Sie die Einladung, um neu einzuladen.",
            )
        ]

    def __str__(self) -> str:
        return f"Einladung {self.pk} ({self.organisation})"  # no address: Wagtail's log keeps this for good

    @property
    def link_key(self) -> str:
        """Under which its link and its mails are kept; a number would be given to another invitation one day."""
        return str(self.key)
