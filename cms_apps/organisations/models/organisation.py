"""The host organisation (Träger)."""

from django.db import models
from django.db.models import Q

from cms_apps.foundation.models import Named
from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.enums import MailboxUse, OrganisationKind


class HostOrganisation(Named):
    """A Träger: finds, trains and supports volunteers. The centre is one of kind `centre` and needs no special case."""

    privacy = Declaration.none("public contact data of an organisation")

    kind = models.CharField("Art", max_length=20, choices=OrganisationKind.choices)
    phone = models.CharField("Telefon", max_length=40)
    email = models.EmailField("E-Mail-Adresse")
    website = models.URLField("Internetseite", blank=True)
    description = models.TextField("Kurze Vorstellung", max_length=400, blank=True)
    mailbox = models.EmailField("Gemeinsames Postfach für das Team", blank=True)
    mailbox_use = models.CharField(
        "Mails ans Team gehen dorthin",
        max_length=10,
        choices=MailboxUse.choices,
        default=MailboxUse.BESIDE,
    )
    accepts_applications = models.BooleanField("Nimmt Bewerbungen an", default=True)

    class Meta(Named.Meta):
        verbose_name = "Träger"
        verbose_name_plural = "Träger"
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind=OrganisationKind.CENTRE),
                name="one_centre",
                violation_error_message="Es gibt schon eine Servicestelle des Landes.",
            )
        ]

    @property
    def is_centre(self) -> bool:
        """Whether this is the centre, where applications from unserved places go."""
        return self.kind == OrganisationKind.CENTRE

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(self.get_kind_display())

    @property
    def places_served(self) -> str:
        """Where it works, as one line; needs `served_areas` with their places prefetched to cost nothing."""
        return "\N{NO-BREAK SPACE}· ".join(area.place_name for area in self.served_areas.all())
