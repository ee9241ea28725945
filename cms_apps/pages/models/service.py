"""What organisations (Träger) have to know and do."""

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from cms_apps.content.blocks import ServiceBlock
from cms_apps.content.models import BasePage, WithBody, WithContact, editorial


class ServicePage(WithBody, WithContact, BasePage):
    """How something is done, by when, with which forms; amounts come from the parameters."""

    privacy = editorial(_("Trägern erklären, wie Förderung und Abrechnung gehen"))

    shown_with = ("contact",)
    body = StreamField(ServiceBlock(), verbose_name="Text", blank=True)

    content_panels = [*BasePage.content_panels, *WithBody.body_panels, *WithContact.contact_panels]
    search_fields = [*BasePage.search_fields, *WithBody.body_search_fields]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.ServicePage"]
    subpage_types = ["pages.ServicePage", "pages.MaterialsPage"]
    page_description = "Für Träger: Schritte, Formulare, Fristen und Beträge."

    class Meta:
        verbose_name = "Serviceseite"
        verbose_name_plural = "Serviceseiten"
