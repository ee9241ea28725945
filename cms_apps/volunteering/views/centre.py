"""Pages of the centre (Leitstelle)."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.generic import TemplateView

from cms_apps.organisations.selectors import organisations_of, works_at_centre
from cms_apps.volunteering.selectors import escalated_page
from cms_apps.volunteering.views.access import DeskMixin


class CentreMixin(DeskMixin):
    """Only for who works at the centre; for members of other organisations there is no such page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the second door; the first one is for whoever is no member at all."""
        if not works_at_centre(request.user) and organisations_of(request.user).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class EscalatedView(CentreMixin, TemplateView):
    """Which promises were missed for long: number and Träger, nobody's name."""

    template_name = "volunteering/centre/escalated.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page, the longest waiting first."""
        page = escalated_page(self.request.user, after=self.request.GET.get("nach", ""))
        return super().get_context_data(
            page=page,
            next_url=f"?{urlencode({'nach': page.next_after})}" if page.next_after else "",
            first_url="" if page.is_first else self.request.path,
            **kwargs,
        )
