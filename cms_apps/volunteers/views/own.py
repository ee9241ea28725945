"""The page that tells whoever asked for accompaniment where it stands: by the link alone, without an account."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms_apps.links import grants
from cms_apps.links import services as links
from cms_apps.links.errors import LinkError, LinkUnknown
from cms_apps.organisations.selectors import current_notice
from cms_apps.volunteers.enums import REFUSAL_SENTENCES, RequestRefusal
from cms_apps.volunteers.mails import REQUEST_LINK
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.selectors.requests import request_by_number
from cms_apps.volunteers.services import passing, requests
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState

AGREE, STAY = "agree", "stay"


def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the link in a cookie and go on without the token in the address."""
    try:
        link = links.find(REQUEST_LINK, token)
    except LinkError as error:
        return link_does_not_open(request, error)
    one = get_object_or_404(AccompanimentRequest, key=link.object_key)
    response = redirect("accompaniment:one", number=one.number)
    grants.grant(request, response, link)
    return response


def link_does_not_open(request: HttpRequest, error: LinkError) -> HttpResponse:
    """A friendly page; whoever guesses a number sees the same as with none."""
    status = 404 if isinstance(error, LinkUnknown) else 410
    return render(request, "volunteers/link_over.html", status=status)


def let_in(request: HttpRequest, response: HttpResponseBase, one: AccompanimentRequest) -> None:
    """Let the browser that asked, or that passed it on, see where it stands."""
    grants.grant(request, response, links.issue(REQUEST_LINK, str(one.key)))


class OwnRequestView(TemplateView):
    """Where it stands, and what the person may do; a foreign and a missing one look the same."""

    template_name = "volunteers/own.html"
    one: AccompanimentRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the request and check the link."""
        one = request_by_number(kwargs["number"])
        holds = grants.held_by(request, REQUEST_LINK, str(one.key) if one else "")
        if one is None or not holds:
            return link_does_not_open(request, LinkUnknown())
        self.one = one
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The request, and what it would mean to pass it on."""
        one = self.one
        asked = one.offered_to if one.is_open else None
        return super().get_context_data(
            one=one,
            organisation=one.organisation,
            sentence=REFUSAL_SENTENCES[RequestRefusal(one.refusal)] if one.refusal else "",
            asked=asked,
            notice=current_notice(asked.pk) if asked else None,
            **kwargs,
        )

    def home(self, number: str = "") -> HttpResponse:
        """The page of the request, or of the one that came out of it."""
        return redirect("accompaniment:one", number=number or self.one.number)


class OwnVerbView(OwnRequestView):
    """A button on that page: acts by POST alone; a second tap changes nothing and is told so."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever reloads sees the request."""
        return self.home()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act."""
        try:
            return self.act()
        except StaleState:
            messages.info(
                request, _("Das geht gerade nicht oder ist schon erledigt. Hier sehen Sie den Stand.")
            )
            return self.home()

    def act(self) -> HttpResponse:
        """Call the one service."""
        raise NotImplementedError


class SettleOwnView(OwnVerbView):
    """Asks once: a tap too many on a phone takes nothing back."""

    template_name = "volunteers/settle.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask while there is something to take back."""
        if not self.one.is_open:
            return self.home()
        return self.render_to_response(self.get_context_data())

    def act(self) -> HttpResponse:
        """It is needed no more."""
        requests.settle_request(self.one, actor=Actor.applicant())
        messages.success(self.request, _("Danke. Wir haben dem Träger Bescheid gesagt."))
        return self.home()


class PassOwnView(OwnVerbView):
    def act(self) -> HttpResponse:
        """Agree or stay; the page names whom the person has read about."""
        target = self.request.POST.get("target", "")
        if not target.isascii() or not target.isdigit() or len(target) > 9:  # noqa: PLR2004 -- a key has no more digits
            raise StaleState
        if self.request.POST.get("go") == AGREE:
            return self.agree(int(target))
        if self.request.POST.get("go") != STAY:
            return self.home()
        passing.refuse_passing(self.one, target=int(target))
        messages.success(self.request, _("Ihre Anfrage bleibt, wo sie ist."))
        return self.home()

    def agree(self, target: int) -> HttpResponse:
        """To the new request: this browser holds its link from now on."""
        new = passing.agree_to_passing(self.one, target=target)
        messages.success(self.request, _("Ihre Anfrage ist weitergegeben. Hier sehen Sie den neuen Stand."))
        response = self.home(new.number)
        let_in(self.request, response, new)
        return response
