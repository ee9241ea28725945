"""Pages that the law asks for."""

from django.utils.translation import gettext_lazy as _

from cms_apps.content.models import BasePage, WithBody, editorial


class LegalPage(WithBody, BasePage):
    """Impressum, privacy notice, accessibility statement and their like."""

    privacy = editorial(_("Informationspflichten erfüllen"))

    content_panels = [*BasePage.content_panels, *WithBody.body_panels]
    search_fields = [*BasePage.search_fields, *WithBody.body_search_fields]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    page_description = "Impressum, Datenschutz, Barrierefreiheit und ähnliche Pflichtangaben."

    class Meta:
        verbose_name = "Pflichtseite"
        verbose_name_plural = "Pflichtseiten"
