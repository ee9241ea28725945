"""How to reach the centre (Kontakt)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from cms_apps.content.blocks import ContactBlock
from cms_apps.content.models import BasePage, WithBody, editorial
from cms_apps.pages.structured import thing
from cms_apps.parameters.selectors import term


class ContactPage(WithBody, BasePage):
    """Telephone and mail (from the parameters), hours, the way, and who answers what."""

    privacy = editorial(_("sagen, wie man uns erreicht"))

    hours = models.CharField("Sprechzeiten", max_length=200, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=120, blank=True)
    town = models.CharField("Postleitzahl und Ort", max_length=120, blank=True)
    way = models.TextField("Weg mit Bus und Bahn", max_length=500, blank=True)
    access_note = models.TextField(
        "Zugang", max_length=500, blank=True, help_text="Stufen, Aufzug, Toilette, Hörschleife, Parkplatz."
    )
    contacts = StreamField([("contact", ContactBlock())], verbose_name="Ansprechstellen", blank=True)

    override_translatable_fields = [SynchronizedField("street"), SynchronizedField("town")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("hours"),
        MultiFieldPanel([FieldPanel("street"), FieldPanel("town"), FieldPanel("way"), FieldPanel("access_note")], "Anschrift"),
        FieldPanel("contacts"),
        *WithBody.body_panels,
    ]  # fmt: skip
    search_fields = [*BasePage.search_fields, *WithBody.body_search_fields]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    page_description = "Telefon, E-Mail, Zeiten, Weg und Ansprechstellen."

    class Meta:
        verbose_name = "Kontaktseite"
        verbose_name_plural = "Kontaktseiten"

    def furniture(self, request: Any) -> dict[str, Any]:
        """Tell search engines how to reach us."""
        return {"structured_data": self.structured_data(request)}

    def structured_data(self, request: Any) -> dict[str, Any]:
        """The centre as schema.org asks for it (Organization)."""
        return thing(
            "Organization",
            name=term("centre"),
            url=self.get_full_url(request),
            telephone=term("centre_phone"),
            email=term("centre_email"),
            address=", ".join(part for part in (self.street, self.town) if part),
        )
