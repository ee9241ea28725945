"""Who accompanies people, and how to reach them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms_apps.content.models import BasePage, editorial
from cms_apps.pages.finding import Finder, profile_of


class FinderPage(RoutablePageMixin, BasePage):
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

    @path("<slug:name>/")
    def host_view(self, request: HttpRequest, name: str) -> HttpResponseBase:
        """One organisation; its number finds it, and an old name leads to the new one."""
        profile = profile_of(name)
        if profile is None:
            raise Http404
        if profile.organisation.slug != name:
            return redirect(
                f"{self.url}{profile.organisation.slug}/"
            )  # names come back: nothing to keep for good
        return self.render(request, context_overrides={"profile": profile}, template="pages/host_page.html")
