"""Where a host organisation takes applications from."""

from django.db import models
from django.db.models import Q

from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.models.organisation import HostOrganisation
from cms_apps.places.models import District, Municipality


class ServedArea(models.Model):
    """A whole district or one municipality; among several organisations the lowest rank is offered first."""

    privacy = Declaration.none("geography")

    organisation = models.ForeignKey(
        HostOrganisation, verbose_name="Träger", on_delete=models.CASCADE, related_name="served_areas"
    )
    district = models.ForeignKey(
        District,
        verbose_name="ganzer Kreis",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="eine Gemeinde",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    rank = models.PositiveSmallIntegerField(
        "Reihenfolge", default=10, help_text="Die kleinste Zahl wird zuerst angeboten."
    )

    class Meta:
        verbose_name = "Einzugsgebiet"
        verbose_name_plural = "Einzugsgebiete"
        ordering = ["organisation__sort_key", "rank"]
        constraints = [
            models.CheckConstraint(
                condition=Q(district=None, municipality__isnull=False)
                | Q(district__isnull=False, municipality=None),
                name="district_or_municipality",
                violation_error_message="Wählen Sie entweder einen ganzen Kreis oder eine Gemeinde.",
            ),
            models.UniqueConstraint(fields=["organisation", "district"], name="one_area_per_district"),
            models.UniqueConstraint(
                fields=["organisation", "municipality"], name="one_area_per_municipality"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.place_name}"

    @property
    def district_key(self) -> int | None:
        """The district in which it lies, or which it is."""
        return self.district_id or (self.municipality.district_id if self.municipality else None)

    @property
    def place_name(self) -> str:
        """The place in words."""
        return str(self.district or self.municipality)
