"""A value of a parameter from a day on."""

from django.core.exceptions import ValidationError
from django.db import models

from cms_apps.foundation.privacy import Declaration
from cms_apps.parameters.defaults import DEFAULTS


def _keys() -> list[tuple[str, str]]:
    return [(key, definition.label) for key, definition in DEFAULTS.items()]


class Parameter(models.Model):
    """One value, valid from a day until the next value of the same key begins."""

    privacy = Declaration.none("amounts, deadlines and terms")

    key = models.CharField("Was", max_length=60, choices=_keys)
    value = models.CharField("Wert", max_length=200)
    valid_from = models.DateField("Gilt ab")

    class Meta:
        verbose_name = "Parameter"
        verbose_name_plural = "Parameter"
        ordering = ["key", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                name="one_value_per_key_and_day",
                violation_error_message="Für diesen Tag gibt es schon einen Wert.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()}: {self.value}"

    def clean(self) -> None:
        """Refuse a value that the parameter's kind cannot read, or that would switch a service off."""
        if self.key not in DEFAULTS:
            return
        try:
            DEFAULTS[self.key].parse(self.value)
        except ValueError as error:
            raise ValidationError(
                {"value": f"Hier wird eine ganze Zahl von 1 bis {DEFAULTS[self.key].highest} erwartet."}
            ) from error


class PublicFigure(models.Model):
    """A figure that the start page shows, measured by the clock; one that says too much of few people has no row."""

    privacy = Declaration.none("sums over the whole state, five or more")

    key = models.CharField("Was", max_length=40, unique=True)
    value = models.PositiveIntegerField("Wert")
    measured_on = models.DateField("Stand")

    class Meta:
        verbose_name = "Zahl der Startseite"
        verbose_name_plural = "Zahlen der Startseite"

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
