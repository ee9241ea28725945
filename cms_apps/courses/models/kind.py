"""What kind of course: Basisqualifizierung, Vertiefungsseminar and so on; data, not code."""

from django.db import models

from cms_apps.foundation.models import Named
from cms_apps.foundation.privacy import Declaration


class CourseKind(Named):
    """A kind of course (Kursart)."""

    privacy = Declaration.none("kinds of courses")

    is_basic = models.BooleanField("Basisqualifizierung", default=False)

    class Meta(Named.Meta):
        verbose_name = "Kursart"
        verbose_name_plural = "Kursarten"
