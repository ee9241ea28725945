"""The pages beside the wizard's steps: sent, begin anew."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import TemplateView

from cms_apps.volunteering import services
from cms_apps.volunteering.errors import DraftGone
from cms_apps.volunteering.models import Application, Draft
from cms_apps.volunteering.wizard import ownership
from cms_apps.volunteering.wizard.view import draft_gone


def sent(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """What happens next, after the last step."""
    try:
        own = ownership.own_draft(request, draft)
    except DraftGone:
        return draft_gone(request)
    application = Application.objects.select_related("organisation").filter(draft_key=draft).first()
    if own is None or application is None:
        return redirect("sign_up:start")
    return render(request, "volunteering/sent.html", {"application": application})


class RestartView(TemplateView):
    """„Nicht Sie? Neu beginnen“: asks once, then deletes the draft, or only forgets it on this device."""

    template_name = "volunteering/restart.html"
    draft: Draft | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for the draft's owner."""
        try:
            self.draft = ownership.own_draft(request, kwargs["draft"])
        except DraftGone:
            return draft_gone(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether it can be kept: by its code, or by the link in a mail."""
        can_be_kept = self.draft is not None and bool(self.draft.code_hash)
        return super().get_context_data(can_be_kept=can_be_kept, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin anew, and delete the draft or let only this browser forget it."""
        if self.draft is not None and "keep" not in request.POST:
            services.delete_draft(self.draft)
        response = redirect("sign_up:start")
        ownership.forget(request, response, kwargs["draft"])
        return response
