"""What news and press releases are about."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from cms_apps.foundation.fallback import fall_back, untranslated_units
from cms_apps.foundation.privacy import Declaration

TAKEN = "Diesen Kurznamen gibt es schon."


class Topic(TranslatableMixin, index.Indexed, models.Model):
    """A topic (Thema) by which lists can be narrowed."""

    privacy = Declaration.none("topics of news")

    title = models.CharField("Name", max_length=60)
    slug = models.SlugField(
        "Kurzname", max_length=60, help_text="Steht in der Adresse der Liste, zum Beispiel ehrenamt."
    )

    untranslated = untranslated_units()

    ignored_units = frozenset({"slug"})

    panels = [FieldPanel("title"), FieldPanel("slug")]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = "Thema"
        verbose_name_plural = "Themen"
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "locale"],
                name="one_topic_per_slug_and_language",
                violation_error_message=TAKEN,
            )
        ]

    def clean(self) -> None:
        """The form of the admin has no field for the language, so it leaves the constraint alone."""
        super().clean()
        same = Topic.objects.filter(slug=self.slug, locale_id=self.locale_id)
        if same.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": TAKEN})

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Note what a translation lacks; wagtail-localize cleans before it saves."""
        fall_back(self)
        super().full_clean(*args, **kwargs)

    def __str__(self) -> str:
        return self.title
