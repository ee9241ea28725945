"""What kind of course: Basisqualifizierung, Vertiefungsseminar and so on; data, not code."""

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cms_apps.foundation.models import Named
from cms_apps.foundation.privacy import Declaration


class CourseKind(Named, ClusterableModel):
    """A kind of course (Kursart): whom it is for, how many UE it has, and its modules in their order."""

    privacy = Declaration.none("kinds of courses")

    for_new_people = models.BooleanField(
        "für Neue", default=False, help_text="Kurse dieser Art werden schon in der Anmeldung angeboten."
    )
    for_everybody = models.BooleanField(
        "Anmeldung ohne Konto",
        default=False,
        help_text="Für Veranstaltungen: Alle können sich mit Name und E-Mail-Adresse anmelden.",
    )
    is_funded = models.BooleanField(
        "Zuschuss je Person und UE",
        default=False,
        help_text="Kurse dieser Art stehen mit ihrem höchsten Zuschuss in der Abrechnung des Trägers.",
    )
    gives_certificate = models.BooleanField(
        "mit Zertifikat",
        default=True,
        help_text="Wer einen Kurs dieser Art abschließt, bekommt ein Zertifikat.",
    )
    least_units = models.PositiveSmallIntegerField("UE mindestens", null=True, blank=True)
    most_units = models.PositiveSmallIntegerField("UE höchstens", null=True, blank=True)

    class Meta(Named.Meta):
        verbose_name = "Kursart"
        verbose_name_plural = "Kursarten"
        constraints = [
            models.CheckConstraint(
                condition=Q(least_units=None) | Q(most_units=None) | Q(least_units__lte=F("most_units")),
                name="kind_least_units_below_most",
                violation_error_message="Es können nicht mehr UE mindestens als höchstens sein.",
            )
        ]


class CourseModule(models.Model):
    """A part of what a kind of course teaches (Modul); a date of a run may belong to one."""

    privacy = Declaration.none("kinds of courses")

    kind = ParentalKey(CourseKind, on_delete=models.CASCADE, related_name="modules")
    number = models.PositiveSmallIntegerField("Nummer")
    title = models.CharField("Titel", max_length=120)

    class Meta:
        verbose_name = "Modul"
        verbose_name_plural = "Module"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                name="one_module_per_kind_and_number",
                violation_error_message="Diese Nummer hat schon ein anderes Modul.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
