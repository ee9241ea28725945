"""The hints beside the editor: there when it opens, fetched again after each save."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail.models import Page

from cms_apps.content.checking import findings
from cms_apps.content.models import BasePage

TEMPLATE = "content/admin/findings.html"


def hints(request: HttpRequest, page_id: int) -> HttpResponse:
    """The hints about the latest draft of a page, for whoever may edit it."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    return render(request, TEMPLATE, {"findings": findings(draft) if isinstance(draft, BasePage) else []})
