"""Who may be quoted, with the offices of each day."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms_apps.content.blocks.press import OfficeBlock
from cms_apps.foundation.fallback import fall_back, untranslated_units
from cms_apps.foundation.privacy import Declaration


class Spokesperson(TranslatableMixin, index.Indexed, models.Model):
    """A person whom press releases quote (Register der Sprecher*innen).

    A release shows the office that was held on its own day, so an old release does not change when somebody moves on:
    close the old office with its last day and add the new one.
    """

    privacy = Declaration(
        data=_("Name und Ämter von Menschen, die Pressemitteilungen zitieren"),
        fields=("name", "offices"),
        purpose=_("Zitate mit dem Amt zeigen, das am Tag der Mitteilung galt"),
        readers=(_("alle"),),
        retention=_("solange eine Mitteilung die Person zitiert"),
        subject="self",
    )

    name = models.CharField("Name", max_length=120, help_text="Mit Titel, wie er gedruckt wird.")
    offices = StreamField(
        [("office", OfficeBlock())],
        verbose_name="Ämter",
        blank=True,
        help_text="Das jüngste zuerst; gelten zwei am selben Tag, zeigt die Mitteilung das obere.",
    )

    untranslated = untranslated_units()

    override_translatable_fields = [SynchronizedField("name")]

    panels = [FieldPanel("name"), FieldPanel("offices")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = "Sprecher*in"
        verbose_name_plural = "Sprecher*innen"
        ordering = ["name"]

    def office_on(self, day: date) -> StreamValue.StreamChild | None:
        """The office held on that day, the upper one when there were two."""
        return next((office for office in self.offices if office.value.held_on(day)), None)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Note what a translation lacks; wagtail-localize cleans before it saves."""
        fall_back(self)
        super().full_clean(*args, **kwargs)

    def __str__(self) -> str:
        return self.name
