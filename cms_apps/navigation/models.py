"""Menus that editors can change."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from cms_apps.content.addresses import localised, validate_address
from cms_apps.foundation.fallback import fall_back, untranslated_units
from cms_apps.foundation.privacy import Declaration

ONE_PER_PLACE = "Dieses Menü gibt es in dieser Sprache schon."


class Menu(TranslatableMixin, ClusterableModel):
    """One menu in one language."""

    class Place(models.TextChoices):
        """Where a menu stands on the page."""

        MAIN = "main", "Hauptmenü"
        FOOTER = "footer", "Fußzeile"
        TOP = "top", "Kopfzeile"

    privacy = Declaration.none("menus")

    place = models.CharField("Wo", max_length=10, choices=Place)
    untranslated = untranslated_units()

    panels = [FieldPanel("place"), InlinePanel("items", heading="Einträge", label="Eintrag")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = "Menü"
        verbose_name_plural = "Menüs"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "locale"],
                name="one_menu_per_place_and_language",
                violation_error_message=ONE_PER_PLACE,
            )
        ]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Note which entries of a translation are still German."""
        fall_back(self)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """The admin's form has no field for the language, so Django leaves the constraint to the database."""
        super().clean()
        if Menu.objects.filter(place=self.place, locale_id=self.locale_id).exclude(pk=self.pk).exists():
            raise ValidationError({"place": ONE_PER_PLACE})

    def __str__(self) -> str:
        return self.get_place_display()


class MenuItem(TranslatableMixin, Orderable):
    """One entry: a title, and a page or an address."""

    privacy = Declaration.none("entries of menus")

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    title = models.CharField("Beschriftung", max_length=60)
    page = models.ForeignKey(
        Page, verbose_name="Seite", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.CharField(
        "oder Adresse",
        max_length=250,
        blank=True,
        validators=[validate_address],
        help_text="Zum Beispiel /bewerbung/ oder https://www.beispiel.de",
    )

    override_translatable_fields = [SynchronizedField("address")]

    panels = [FieldPanel("title"), PageChooserPanel("page"), FieldPanel("address")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = "Eintrag"
        verbose_name_plural = "Einträge"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, address="")
                | models.Q(page__isnull=True) & ~models.Q(address=""),
                name="menu_item_leads_to_page_or_address",
                violation_error_message="Bitte entweder eine Seite oder eine Adresse angeben.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Exactly one of page and address."""
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError({"address": "Bitte entweder eine Seite oder eine Adresse angeben."})

    @property
    def unit(self) -> str:
        """The name of this entry among the untranslated units of its menu."""
        return f"items.{self.translation_key}"

    def url_for(self, request: object) -> str:
        """Where the entry leads; empty while its page is not live."""
        if self.page is None:
            return localised(self.address)
        return (self.page.get_url(request) or "") if self.page.live else ""
