"""Subscribing and leaving: pages of their own, for public pages hold no form. A link acts on no GET."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, View

from cms_apps.foundation import counters
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.foundation.networks import network_of
from cms_apps.links import grants
from cms_apps.links import services as links
from cms_apps.links.errors import LinkError, LinkUnknown, LinkUsed
from cms_apps.links.models import Link
from cms_apps.pages.press_list import services
from cms_apps.pages.press_list.forms import AGREED, SubscribeForm
from cms_apps.pages.press_list.mails import CONFIRM_LINK, LEAVE_LINK
from cms_apps.pages.press_list.selectors import subscriber_of
from cms_apps.parameters.selectors import number

PER_NETWORK = "network.press_list"


class SubscribeView(ReshowOnExpiredToken, FormView[SubscribeForm]):
    """The form; its answer is the same for a known and an unknown address."""

    form_class = SubscribeForm
    template_name = "pages/press_list/subscribe.html"

    def get_initial(self) -> dict[str, Any]:
        """The language that somebody reads."""
        return {"language": get_language() or "de"}

    def form_valid(self, form: SubscribeForm) -> HttpResponse:
        """Ask the mailbox; a script gets the same answer and leaves nothing."""
        if not counters.count(PER_NETWORK, network_of(self.request), most=number(PER_NETWORK)):
            context = self.get_context_data(form=form, limited=True)
            return self.render_to_response(context, status=HTTPStatus.TOO_MANY_REQUESTS)
        if not form.is_of_a_script:
            data = form.cleaned_data
            services.subscribe(
                email=data["email"],
                newsroom=data["newsroom"],
                language=data["language"],
                agreed_to=str(AGREED),
            )
        return redirect("press_list:asked")


class _ByLink(View):
    """A page with one button, for whoever has opened the link from the mail."""

    purpose: str
    template_name: str
    done: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only with a live link; one tap too many on the button still reads that it is done."""
        try:
            self.link = grants.granted(request, self.purpose)
            self.subscriber = subscriber_of(self.link)
        except LinkUsed:
            return redirect(self.done)
        except LinkError as error:
            return _does_not_open(request, error)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """What the button does."""
        return render(request, self.template_name, {"subscriber": self.subscriber})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it, once."""
        with suppress(LinkUsed):  # of two taps one does it
            self.act()
        return redirect(self.done)

    def act(self) -> None:
        """What the button does."""
        raise NotImplementedError


class ConfirmView(_ByLink):
    """Yes, we want the mails."""

    purpose, template_name, done = CONFIRM_LINK, "pages/press_list/confirm.html", "press_list:confirmed"

    def act(self) -> None:
        """Put the mailbox on the list."""
        services.confirm(self.subscriber, self.link)


class LeaveView(_ByLink):
    """No more of them."""

    purpose, template_name, done = LEAVE_LINK, "pages/press_list/leave.html", "press_list:left"

    def act(self) -> None:
        """Forget the mailbox."""
        services.leave(self.subscriber)


def open_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the link in a cookie and go on without the token in the address."""
    return _remember(request, CONFIRM_LINK, token, "press_list:confirm", "press_list:confirmed")


@csrf_exempt
def open_leave(request: HttpRequest, token: str) -> HttpResponse:
    """As above; the mail program's own button (RFC 8058) POSTs just these words, with neither cookie nor form token."""
    if request.POST.get("List-Unsubscribe") != "One-Click":
        return _remember(request, LEAVE_LINK, token, "press_list:leave", "press_list:left")
    with suppress(LinkUsed):  # a program that tries again is told the same; a redirect it would not follow
        try:
            services.leave(subscriber_of(links.find(LEAVE_LINK, token)))
        except LinkUnknown as error:
            return _does_not_open(request, error)
    return left(request)


def asked(request: HttpRequest) -> HttpResponse:
    """A mail is on its way."""
    return render(request, "pages/press_list/asked.html", {"days": number("press_list.days")})


def confirmed(request: HttpRequest) -> HttpResponse:
    """From now on they come."""
    return render(request, "pages/press_list/confirmed.html")


def left(request: HttpRequest) -> HttpResponse:
    """None will come."""
    return render(request, "pages/press_list/left.html")


def _remember(request: HttpRequest, purpose: str, token: str, name: str, done: str) -> HttpResponse:
    try:
        link: Link = links.find(purpose, token)
    except LinkUsed:
        return redirect(done)
    except LinkError as error:
        return _does_not_open(request, error)
    response = redirect(name)
    grants.grant(request, response, link)
    return response


def _does_not_open(request: HttpRequest, error: LinkError) -> HttpResponse:
    status = HTTPStatus.NOT_FOUND if isinstance(error, LinkUnknown) else HTTPStatus.GONE
    return render(request, "pages/press_list/over.html", {"code": error.code}, status=status)
