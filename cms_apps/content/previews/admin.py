"""Previews of one page in the Wagtail admin: who has one, who opened it, a form to give another (German, as the admin)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms_apps.content.models import PersonalPreview, PreviewKind
from cms_apps.content.previews import services
from cms_apps.content.previews.errors import MayNotShow, NothingToApprove, PreviewError, WrongEnd
from cms_apps.content.previews.forms import GiveForm

FIELD_OF = {WrongEnd: "expires_at", NothingToApprove: "kind", MayNotShow: "kind"}
MOST_SHOWN = 50


def _page_for(request: HttpRequest, page_id: int) -> Page:
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.specific


class PreviewsView(WagtailAdminTemplateMixin, FormView[GiveForm]):
    """The previews of one page, the newest first, and a form for one more."""

    template_name = "content/admin/previews.html"
    form_class = GiveForm
    header_icon = "view"
    page_title = "Vorschau für eine Person"
    page: Page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For whoever may edit the page."""
        self.page = _page_for(request, kwargs["page_id"])
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_initial(self) -> dict[str, Any]:
        """Approval, when the page waits for one."""
        waits = self.page.current_workflow_task_state is not None
        return {"kind": PreviewKind.APPROVAL if waits else PreviewKind.EMBARGO}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who has one, how often and when it was last opened."""
        rows = PersonalPreview.objects.filter(page_id=self.page.pk)
        previews = rows.annotate(opened=Count("openings"), last_opened=Max("openings__at"))
        previews = previews.order_by("-expires_at", "-pk")[:MOST_SHOWN]  # those that still open first
        return super().get_context_data(previews=previews, page=self.page, **kwargs)

    def get_page_subtitle(self) -> str:
        """Of which page."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the page."""
        edit = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.get_page_subtitle(),
        }
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.page_title}]

    def form_valid(self, form: GiveForm) -> HttpResponse:
        """Give it, or say at the field why not."""
        data = {**form.cleaned_data}
        try:
            services.give(self.page, PreviewKind(data.pop("kind")), user=self.request.user, **data)
        except PreviewError as error:
            form.add_error(FIELD_OF.get(type(error)), str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Die Mail mit dem Link geht gleich hinaus.")
        return redirect("previews_of_page", self.page.pk)


@require_POST
def revoke_preview(request: HttpRequest, page_id: int, pk: int) -> HttpResponse:
    """Close a preview at once."""
    page = _page_for(request, page_id)
    preview = PersonalPreview.objects.filter(page_id=page.pk, pk=pk).first()
    if preview is None:
        raise Http404
    services.revoke(preview, user=request.user)
    messages.success(request, "Die Vorschau ist geschlossen.")
    return redirect("previews_of_page", page.pk)
