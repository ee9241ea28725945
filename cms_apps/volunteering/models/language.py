"""The languages of an application."""

from django.db import models

from cms_apps.foundation.privacy import Declaration
from cms_apps.parameters.languages import language_name
from cms_apps.volunteering.enums import Level
from cms_apps.volunteering.models.application import Application


class ApplicationLanguage(models.Model):
    """A language as a skill for matching, never as origin (GDPR Art. 9)."""

    privacy = Declaration(
        fields=("code",),
        purpose="match languages",
        readers=("chosen organisation",),
        retention="with the application",
        subject="application",
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=10)
    level = models.CharField(max_length=20, choices=Level.choices)
    spoken = models.BooleanField(default=True)
    written = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "code"], name="one_row_per_language")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The German name of the language."""
        return language_name(self.code)
