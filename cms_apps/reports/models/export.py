"""What a team took out of the house."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.models import HostOrganisation


class Exported(models.TextChoices):
    """What can be taken out: the people as a table, and what courses are accounted for with."""

    APPLICATIONS = "bewerbungen", _("Bewerbungen")
    VOLUNTEERS = "freiwillige", _("Freiwillige")
    YEAR = "abrechnung", _("Abrechnung eines Jahres")
    PROOF = "verwendungsnachweis", _("Verwendungsnachweis eines Kurses")


# What stands on the page of the tables; the others have buttons of their own.
TABLES = (Exported.APPLICATIONS, Exported.VOLUNTEERS)


class ExportRecord(models.Model):
    """That somebody took something of an organisation out: who, when, what, how many rows; never about whom."""

    privacy = Declaration(
        data=_("wer welche Tabelle geholt hat"),
        fields=("user",),
        purpose=_("später wissen, welche Kopien es gibt (Art. 5 Abs. 2 DSGVO)"),
        readers=(_("der eigene Träger"),),
        retention=_("so lange wie der Träger"),
        subject="user",
    )

    organisation = models.ForeignKey(HostOrganisation, on_delete=models.CASCADE, related_name="exports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=20, choices=Exported.choices)
    kind = models.CharField(max_length=4)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()} #{self.pk}"
