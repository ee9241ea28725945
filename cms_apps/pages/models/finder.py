"""Who accompanies people, and how to reach them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms_apps.content.models import BasePage, editorial
from cms_apps.organisations.selectors import public_organisations


class FinderPage(BasePage):
    """All host organisations with phone and mail ("Ich suche Begleitung")."""

    privacy = editorial(_("zeigen, wer Menschen begleitet"))

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    page_description = "Die Liste der Träger mit Telefon und E-Mail."

    class Meta:
        verbose_name = "Träger-Suche"
        verbose_name_plural = "Träger-Suchen"

    def furniture(self, request: Any) -> dict[str, Any]:
        """All organisations that the public may see."""
        return {"organisations": public_organisations()}
