"""Numbers and facts (Zahlen und Fakten)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from cms_apps.content.blocks import FiguresBodyBlock
from cms_apps.content.models import BasePage, WithBody, WithContact, editorial
from cms_apps.parameters.figures import public_figures


class FiguresPage(WithBody, WithContact, BasePage):
    """What is measured day by day, and what the editors counted; each with its day and how it was counted."""

    privacy = editorial(_("Zahlen und Fakten zeigen"))

    shown_with = ("contact",)
    body = StreamField(FiguresBodyBlock(), verbose_name="Text", blank=True)

    content_panels = [*BasePage.content_panels, *WithBody.body_panels, *WithContact.contact_panels]
    search_fields = [*BasePage.search_fields, *WithBody.body_search_fields]
    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types: list[str] = []
    page_description = "Zahlen und Fakten mit Stand und Zählweise."

    class Meta:
        verbose_name = "Zahlen und Fakten"
        verbose_name_plural = "Seiten mit Zahlen und Fakten"

    def furniture(self, request: Any) -> dict[str, Any]:
        """What was measured last."""
        return {"figures": public_figures()}
