"""The register of consents (Einwilligungen): what runs out, what may not be shown, and where it stands (German, as the admin)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms_apps.media.selectors import gone_for, may_edit_pictures, running_out_for
from cms_apps.parameters.selectors import number


class ConsentsView(WagtailAdminTemplateMixin, TemplateView):
    """Two lists for whoever may edit pictures."""

    template_name = "media/admin/consents.html"
    header_icon = "image"
    page_title = "Einwilligungen"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if not may_edit_pictures(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Both lists."""
        user: Any = self.request.user
        return super().get_context_data(
            gone=gone_for(user),
            running_out=running_out_for(user),
            days=number("consent.warn_days"),
            **kwargs,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the start page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]
