"""The languages of an application."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration
from cms_apps.parameters.languages import language_name
from cms_apps.volunteering.enums import Level
from cms_apps.volunteering.models.application import Application


class ApplicationLanguage(models.Model):
    """A language as a skill for matching, never as origin (GDPR Art. 9)."""

    privacy = Declaration(
        data=_("Sprachkenntnisse"),
        fields=("code", "other_name"),
        purpose=_("Sprachen und Einsätze zusammenbringen"),
        readers=(_("der gewählte Träger"),),
        retention=_("so lange wie die Bewerbung"),
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=10)
    other_name = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=20, choices=Level.choices)
    spoken = models.BooleanField(default=True)
    written = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "code", "other_name"], name="one_row_per_language")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name of the language: as the person wrote it, if the kept list does not know it."""
        return self.other_name or language_name(self.code)
