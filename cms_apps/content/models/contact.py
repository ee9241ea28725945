"""Whom readers can ask."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms_apps.foundation.fallback import fall_back, untranslated_units
from cms_apps.foundation.privacy import Declaration


class Contact(TranslatableMixin, index.Indexed, models.Model):
    """A person or office that answers questions (Ansprechstelle)."""

    privacy = Declaration(
        data=_("Name, Aufgabe, Telefon und E-Mail-Adresse von Ansprechpersonen"),
        fields=("name", "office", "phone", "email"),
        purpose=_("Leser*innen und der Presse sagen, wen sie fragen können"),
        readers=(_("alle"),),
        retention=_("solange die Person diese Aufgabe hat"),
        subject="self",
    )

    name = models.CharField("Name", max_length=120, help_text="Name der Person oder der Stelle.")
    office = models.CharField("Aufgabe", max_length=160, blank=True, help_text="Zum Beispiel: Pressestelle")
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)

    untranslated = untranslated_units()

    override_translatable_fields = [SynchronizedField("name"), SynchronizedField("phone")]

    panels = [FieldPanel("name"), FieldPanel("office"), FieldPanel("phone"), FieldPanel("email")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = "Ansprechstelle"
        verbose_name_plural = "Ansprechstellen"
        ordering = ["name"]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Note what a translation lacks; wagtail-localize cleans before it saves."""
        fall_back(self)
        super().full_clean(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.name}, {self.office}" if self.office else self.name
