"""What is noted of a certificate of conduct (Führungszeugnis)."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.fields import EncryptedTextField
from cms_apps.foundation.privacy import Declaration
from cms_apps.volunteers.models.volunteer import Volunteer


class Answer(models.TextChoices):
    """Yes or no; short enough that both are encrypted to the same length."""

    YES = "yes", _("ja")
    NO = "no", _("nein")


class CertificateNote(models.Model):
    """The three facts that § 72a (5) SGB VIII allows to keep, and nothing else: no author, no time, no file."""

    privacy = Declaration(
        fields=("inspected", "dated", "conviction"),
        data=_("Führungszeugnis: Einsicht, Datum, ob es einen Eintrag gibt (verschlüsselt)"),
        purpose=_("Ungeeignete von der Arbeit mit Kindern fernhalten (§ 72a SGB VIII)"),
        readers=(_("einzelne Mitglieder, die die Verwaltung des Trägers bestimmt"),),
        retention=_("sofort gelöscht, wenn das Ehrenamt nicht beginnt"),
        rules=("volunteering.certificates",),
        subject="volunteer",
    )

    volunteer = models.OneToOneField(Volunteer, on_delete=models.CASCADE, related_name="certificate_note")
    inspected = EncryptedTextField("Eingesehen", choices=Answer.choices)
    dated = EncryptedTextField("Datum des Führungszeugnisses")
    conviction = EncryptedTextField("Einschlägige Verurteilung", choices=Answer.choices)

    class Meta:
        verbose_name = "Vermerk zum Führungszeugnis"
        verbose_name_plural = "Vermerke zum Führungszeugnis"

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def dated_on(self) -> date:
        """The day that stands on the certificate."""
        return date.fromisoformat(self.dated)

    @property
    def has_conviction(self) -> bool:
        """Whether it holds a conviction that counts here."""
        return self.conviction == Answer.YES
