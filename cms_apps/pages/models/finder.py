"""Who accompanies people, and how to reach them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms_apps.content.models import BasePage, editorial
from cms_apps.pages.finding import Finder


class FinderPage(BasePage):
    """All host organisations, by place, district and language ("Ich suche Begleitung")."""

    privacy = editorial(_("zeigen, wer Menschen begleitet"))

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    page_description = "Die Träger mit Suche nach Ort, Kreis und Sprache."

    class Meta:
        verbose_name = "Träger-Suche"
        verbose_name_plural = "Träger-Suchen"

    def furniture(self, request: Any) -> dict[str, Any]:
        """The organisations that the words of the address find."""
        return {"finder": Finder(request.GET)}
