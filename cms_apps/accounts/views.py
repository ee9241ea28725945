"""The door after sign-in, and the invitation of a new member."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from allauth.account.views import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.views.generic import FormView

from cms_apps.accounts import services
from cms_apps.accounts.authenticators import passkeys_work
from cms_apps.accounts.code_views import SignInView
from cms_apps.accounts.models import User
from cms_apps.accounts.second_factor import second_factor_required
from cms_apps.accounts.sessions import renew
from cms_apps.foundation import cookies
from cms_apps.links import grants
from cms_apps.links import services as links
from cms_apps.links.errors import LinkError


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Allauth's sign-in; whoever is signed in goes through their own door, whatever page refused them.

    Following `next` here would loop: the Wagtail admin sends members of a host organisation back to this page.
    """
    if request.user.is_authenticated:
        return redirect("account_door")
    response: HttpResponseBase = SignInView.as_view()(request)
    if isinstance(response, TemplateResponse):
        response.context_data = {**(response.context_data or {}), "passkeys_work": passkeys_work(request)}
    return response


def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Allauth's sign-out; the browser forgets what it kept of the pages, and every link that it has opened."""
    response: HttpResponseBase = logout(request)
    if not request.user.is_authenticated:
        response["Clear-Site-Data"] = '"cache", "storage"'
        cookies.drop(response, grants.COOKIE)
    return response


def renewed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let the session go on under a new key once somebody has shown again who they are."""

    @wraps(view)
    def asked_again(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            renew(request)
        return response

    return asked_again


@login_required
def door(request: HttpRequest) -> HttpResponse:
    """Lead each person to where they work: editors to the admin, teams to the desk; volunteers to what is theirs."""
    user = cast("User", request.user)
    if user.has_perm("wagtailadmin.access_admin"):
        return redirect("wagtailadmin_home")
    # Whoever works here owes a second factor.
    return redirect("portal:start" if second_factor_required(user) else "portal_own:start")


def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the link in a cookie and go on without the token in the address."""
    try:
        link = links.find(services.INVITATION, token)
    except LinkError as error:
        return link_does_not_open(request, error)
    response = redirect("account_invitation")
    grants.grant(request, response, link)
    return response


def link_does_not_open(request: HttpRequest, error: LinkError) -> HttpResponse:
    """A friendly page for an invitation that is over."""
    return render(request, "account/invitation_over.html", {"code": error.code}, status=410)


class InvitationView(FormView[SetPasswordForm]):
    """Set the first password."""

    form_class = SetPasswordForm
    template_name = "account/invitation.html"
    success_url = reverse_lazy("account_login")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Only with a live link."""
        try:
            self.link = grants.granted(request, services.INVITATION)
            self.user = services.invited(self.link)
        except LinkError as error:
            return link_does_not_open(request, error)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, object]:
        """The form checks the password against the invited person."""
        return {**super().get_form_kwargs(), "user": self.user}

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        """Keep the password; the person then signs in with it."""
        try:
            services.accept_invitation(self.link, form.cleaned_data["new_password1"])
        except LinkError as error:
            return link_does_not_open(self.request, error)
        return super().form_valid(form)
