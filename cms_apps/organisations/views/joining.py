"""The answer of somebody who was asked to join a team: by the link alone, whether or not they have an account."""

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from cms_apps.accounts.models import User
from cms_apps.accounts.views import link_does_not_open
from cms_apps.links import grants
from cms_apps.links import services as links
from cms_apps.links.errors import LinkError
from cms_apps.organisations import services


def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the link in a cookie and go on without the token; the address says which of several that are open."""
    try:
        link = links.find(services.JOINING, token)
        invitation, _user = services.invitation_of(link)
    except LinkError as error:
        return link_does_not_open(request, error)
    response = redirect("host:join", invitation=invitation.key)
    grants.grant(request, response, link)
    return response


class JoinView(FormView):
    """Who asks, as what, and one button; whoever has no password sets one here.

    The key in the address opens nothing: it only picks among the links that this browser has opened.
    """

    template_name = "organisations/join.html"
    success_url = reverse_lazy("account_door")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only with a live link."""
        try:
            self.link = grants.granted(request, services.JOINING, str(kwargs["invitation"]))
            self.invitation, self.user = services.invitation_of(self.link)
        except LinkError as error:
            return link_does_not_open(request, error)
        return super().dispatch(request, *args, **kwargs)

    @property
    def needs_password(self) -> bool:
        """Whether there is nothing yet to sign in with."""
        return self.user is None or not self.user.has_usable_password()

    def get_form(self, form_class: Any = None) -> Any:
        """The password is checked against the name of whoever will have it."""
        if not self.needs_password:
            return forms.Form(**self.get_form_kwargs())
        asked = self.invitation
        names = {"email": asked.email, "first_name": asked.first_name, "last_name": asked.last_name}
        return SetPasswordForm(self.user or User(**names), **self.get_form_kwargs())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is asked."""
        button = _("Annehmen und Passwort speichern") if self.needs_password else _("Annehmen")
        return super().get_context_data(
            invitation=self.invitation, needs_password=self.needs_password, button=button, **kwargs
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """Join; the person then signs in."""
        try:
            services.accept_invitation(self.link, password=form.cleaned_data.get("new_password1", ""))
        except LinkError as error:
            return link_does_not_open(self.request, error)
        return super().form_valid(form)
