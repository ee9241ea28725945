"""Who works for a host organisation."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.enums import MailRhythm, Role
from cms_apps.organisations.models.organisation import HostOrganisation


class Membership(models.Model):
    """A person's role at one host organisation; an inactive one opens nothing."""

    privacy = Declaration(
        data=_("Mitgliedschaft im Team"),
        fields=("user",),
        purpose=_("Zugang zum Schreibtisch eines Trägers"),
        readers=(_("Systemverwaltung"), _("der eigene Träger"), _("Servicestelle")),
        retention=_("solange die Person dort arbeitet"),
        subject="user",
    )

    organisation = models.ForeignKey(
        HostOrganisation, verbose_name="Träger", on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="Konto", on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField("Rolle", max_length=20, choices=Role.choices, default=Role.COORDINATOR)
    active = models.BooleanField("aktiv", default=True)
    # Given by the organisation's own administrators alone (§ 72a (5) SGB VIII): no form of the admin holds it.
    may_note_certificates = models.BooleanField("Führungszeugnisse vermerken", default=False)
    mail_rhythm = models.CharField(
        "Mails", max_length=10, choices=MailRhythm.choices, default=MailRhythm.EACH
    )

    class Meta:
        verbose_name = "Mitglied"
        verbose_name_plural = "Mitglieder"
        ordering = ["organisation__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="one_membership_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.user.get_full_name() or self.user} ({self.organisation})"
