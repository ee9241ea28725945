"""What every release says about its issuer at the end."""

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from cms_apps.content.blocks.press import ChannelBlock
from cms_apps.foundation.fallback import fall_back, untranslated_units
from cms_apps.foundation.privacy import Declaration


class Boilerplate(TranslatableMixin, index.Indexed, models.Model):
    """An issuer in a few sentences, with its channels ("Über …")."""

    privacy = Declaration.none("an organisation in a few sentences")

    title = models.CharField(
        "Überschrift", max_length=120, help_text="Zum Beispiel: Über das Kompetenzzentrum Vielfalt Hessen"
    )
    text = models.TextField("Text", max_length=1500)
    channels = StreamField([("channel", ChannelBlock())], verbose_name="Kanäle", blank=True)

    untranslated = untranslated_units()

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("channels")]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = "Über den Herausgeber"
        verbose_name_plural = "Über die Herausgeber"
        ordering = ["title"]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Note what a translation lacks; wagtail-localize cleans before it saves."""
        fall_back(self)
        super().full_clean(*args, **kwargs)

    def __str__(self) -> str:
        return self.title
