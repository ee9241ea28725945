"""News (Aktuelles)."""

from django.utils.translation import gettext_lazy as _

from cms_apps.content.models import editorial
from cms_apps.pages.models.dated import DatedIndexPage, DatedPage


class NewsPage(DatedPage):
    """One piece of news."""

    privacy = editorial(_("der Öffentlichkeit Neues berichten"))

    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []
    page_description = "Eine Meldung mit Datum, Thema und Bild."

    class Meta:
        verbose_name = "Meldung"
        verbose_name_plural = "Meldungen"


class NewsIndexPage(DatedIndexPage):
    """The list of news (/de/aktuelles/)."""

    privacy = editorial(_("Nachrichten auflisten"))

    child_model = NewsPage
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.NewsPage"]
    page_description = "Die Liste aller Meldungen."

    class Meta:
        verbose_name = "Liste der Meldungen"
        verbose_name_plural = "Listen der Meldungen"
