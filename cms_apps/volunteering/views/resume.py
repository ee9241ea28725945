"""Going on later or elsewhere: the page after "Zwischenspeichern", the mailed link, the code, the choice of drafts."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import FormView, TemplateView

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.foundation.networks import network_of
from cms_apps.links.errors import LinkError
from cms_apps.volunteering import services
from cms_apps.volunteering.errors import DraftGone, TooMany
from cms_apps.volunteering.forms.resume import CodeForm, KeepForm
from cms_apps.volunteering.models import Draft
from cms_apps.volunteering.services import limits, resuming
from cms_apps.volunteering.views.links import link_does_not_open
from cms_apps.volunteering.wizard import ownership
from cms_apps.volunteering.wizard.view import draft_gone

TOO_MANY = 429


class SavedView(ReshowOnExpiredToken, FormView[KeepForm]):
    """What "Zwischenspeichern" did: the code, and an address for the link."""

    form_class = KeepForm
    template_name = "volunteering/saved.html"
    draft: Draft

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for an owner of the draft, while it is not sent."""
        try:
            own = ownership.own_draft(request, kwargs["draft"])
        except DraftGone:
            return draft_gone(request)
        if own is None or own.submitted_at:
            return redirect("sign_up:start")
        self.draft = own
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """The address that is known."""
        return {"email": self.draft.email}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The draft and its code."""
        return super().get_context_data(draft=self.draft, code=resuming.code_of(self.draft), **kwargs)

    def form_valid(self, form: KeepForm) -> HttpResponse:
        """Mail the link; whether the address may get one more, the page does not tell."""
        if not limits.allows(limits.MAILS, network=network_of(self.request)):
            return self.render_to_response(self.get_context_data(form=form, limited=True), status=TOO_MANY)
        services.keep_for_later(self.draft, email=form.cleaned_data["email"])
        return redirect("sign_up:saved", draft=self.draft.key)


class ResumeView(ReshowOnExpiredToken, FormView[CodeForm]):
    """Type the code of another device."""

    form_class = CodeForm
    template_name = "volunteering/resume.html"

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Take the draft over; a wrong code, an old one and one of a sent draft look the same."""
        try:
            draft = resuming.draft_of_code(form.cleaned_data["code"], network=network_of(self.request))
        except TooMany:
            return self.render_to_response(self.get_context_data(form=form, limited=True), status=TOO_MANY)
        if draft is None:
            return self.render_to_response(self.get_context_data(form=form, wrong=True))
        return take_over(self.request, draft)


def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let this browser own the draft too, and go on without the token in the address; nothing else happens."""
    try:
        draft = resuming.draft_of_link(token)
    except LinkError as error:
        return link_does_not_open(request, error, purpose="draft")
    return take_over(request, draft)


def take_over(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Own `draft` from now on; where another is under way, nothing is dropped: people choose."""
    others = [one for one in ownership.own_drafts(request) if one.submitted_at is None and one != draft]
    response = redirect("sign_up:choose_draft" if others else "sign_up:start")
    ownership.remember(request, response, draft)
    return response


class ChooseDraftView(TemplateView):
    """Several drafts in one browser: which one now?"""

    template_name = "volunteering/choose_draft.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them; with fewer than two there is nothing to choose."""
        drafts = [one for one in ownership.own_drafts(request) if one.submitted_at is None]
        if len(drafts) < 2:  # noqa: PLR2004 -- a choice is between two
            return redirect("sign_up:start")
        return render(request, self.template_name, {"drafts": drafts})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make one of the own drafts the current one."""
        try:
            draft = ownership.own_draft(request, uuid.UUID(request.POST.get("draft", "")))
        except (DraftGone, ValueError):
            return draft_gone(request)
        response = redirect("sign_up:start")
        if draft is not None:
            ownership.remember(request, response, draft)
        return response
