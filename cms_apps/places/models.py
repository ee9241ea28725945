"""Where people live: postal code -> municipality -> district."""

from django.core.validators import RegexValidator
from django.db import models

from cms_apps.foundation.models import Named
from cms_apps.foundation.privacy import Declaration


class District(Named):
    """A Landkreis or kreisfreie Stadt, with the time in which it exists (Hanau left its Kreis on 2026-01-01)."""

    privacy = Declaration.none("geography")

    ags = models.CharField("AGS", max_length=5, unique=True, validators=[RegexValidator(r"^[0-9]{5}$")])
    valid_from = models.DateField("Gültig ab", null=True, blank=True)
    valid_to = models.DateField("Gültig bis", null=True, blank=True)

    class Meta(Named.Meta):
        verbose_name = "Kreis"
        verbose_name_plural = "Kreise"


class Municipality(Named):
    """A town or parish (Gemeinde) of one district."""

    privacy = Declaration.none("geography")

    district = models.ForeignKey(
        District, verbose_name="Kreis", on_delete=models.PROTECT, related_name="municipalities"
    )

    class Meta(Named.Meta):
        verbose_name = "Gemeinde"
        verbose_name_plural = "Gemeinden"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"], name="one_municipality_per_district_and_name"
            )
        ]


class PostalArea(models.Model):
    """One postal code in one municipality; a code may belong to several."""

    privacy = Declaration.none("geography")

    code = models.CharField(
        "Postleitzahl", max_length=5, db_index=True, validators=[RegexValidator(r"^[0-9]{5}$")]
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name="Gemeinde", on_delete=models.CASCADE, related_name="postal_areas"
    )
    latitude = models.FloatField("Breite", null=True, blank=True)
    longitude = models.FloatField("Länge", null=True, blank=True)

    class Meta:
        verbose_name = "Postleitzahl"
        verbose_name_plural = "Postleitzahlen"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "municipality"], name="one_row_per_code_and_municipality")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.municipality}"
