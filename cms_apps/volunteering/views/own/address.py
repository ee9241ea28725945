"""Another e-mail address: asked for at the status page, agreed to in both mailboxes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cms_apps.foundation.networks import network_of
from cms_apps.links import grants
from cms_apps.links import services as links
from cms_apps.links.errors import LinkError, LinkUnknown
from cms_apps.links.models import Link
from cms_apps.volunteering import services
from cms_apps.volunteering.enums import OwnPart
from cms_apps.volunteering.errors import NotNow, OwnDataError
from cms_apps.volunteering.forms.own import NewAddressForm
from cms_apps.volunteering.mails import EMAIL_NEW_LINK, EMAIL_OLD_LINK, STATUS_LINK
from cms_apps.volunteering.policies import may_correct
from cms_apps.volunteering.selectors import email_change_of
from cms_apps.volunteering.services import limits
from cms_apps.volunteering.views.links import link_does_not_open
from cms_apps.volunteering.views.status import OwnApplicationView, OwnFormView

SIDES = {"alt": EMAIL_OLD_LINK, "neu": EMAIL_NEW_LINK}
TOO_MANY = 429


class ChangeAddressView(OwnFormView):
    """One field; the answer is the same whomever the address belongs to."""

    template_name = "volunteering/own/address.html"
    form_class = NewAddressForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the field where an address can be changed."""
        if not may_correct(self.application, OwnPart.EMAIL):
            return redirect("sign_up:status", number=self.application.number)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The address is required."""
        return {**super().get_form_kwargs(), "complete": True}

    def form_valid(self, form: NewAddressForm) -> HttpResponse:
        """Ask about a slip first; then mail both."""
        if self.request.POST.get("go") == "suggested" and form.suggestion:
            again = NewAddressForm(initial={"email": form.suggestion})
            return self.render_to_response(self.get_context_data(form=again))
        if form.asks_more:
            return self.render_to_response(self.get_context_data(form=form))
        if not limits.allows(limits.MAILS, network=network_of(self.request)):
            return self.render_to_response(self.get_context_data(form=form, limited=True), status=TOO_MANY)
        try:
            services.ask_email_change(self.application, email=form.cleaned_data["email"])
        except OwnDataError as error:
            form.add_error("email", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Wir schreiben an beide Adressen. Öffnen Sie beide E-Mails."))
        return redirect("sign_up:status", number=self.application.number)


class TakeBackChangeView(OwnApplicationView):
    """„Änderung zurücknehmen“: a button of the status page; whoever opens its address sees that page."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET."""
        return redirect("sign_up:status", number=self.application.number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back."""
        try:
            services.take_back_email_change(self.application)
        except NotNow:
            return self.not_now()
        text = _("Sie haben die Änderung zurückgenommen. Wir schreiben weiter an die bisherige Adresse.")
        messages.success(request, text)
        return redirect("sign_up:status", number=self.application.number)


def open_link(request: HttpRequest, side: str, token: str) -> HttpResponse:
    """Remember the link in a cookie and go on without the token in the address."""
    try:
        link = links.find(_purpose(side), token)
    except LinkError as error:
        return link_does_not_open(request, error, purpose="email")
    response = redirect("sign_up:email", side=side)
    grants.grant(request, response, link)
    return response


class AgreeToAddressView(TemplateView):
    """Two buttons: yes, and „Das war ich nicht“."""

    template_name = "volunteering/own/agree_address.html"
    link: Link

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only with a live link."""
        try:
            self.link = grants.granted(request, _purpose(kwargs["side"]))
            self.change = email_change_of(self.link.object_key)
            if self.change is None:
                raise LinkUnknown
        except LinkError as error:
            return link_does_not_open(request, error, purpose="email")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which application, and what changes."""
        application = self.change.application if self.change else None
        return super().get_context_data(link=self.link, change=self.change, application=application, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Yes or no; anything else shows the page again."""
        change, go = self.change, request.POST.get("go")
        try:
            if go == "agree":
                change = services.agree_to_email(self.link)
            elif go == "refuse":
                services.refuse_email(self.link)
            else:
                return redirect("sign_up:email", side=kwargs["side"])
        except LinkError as error:
            return link_does_not_open(request, error, purpose="email")
        context = {
            "change": change,
            "refused": go == "refuse",
            "side": kwargs["side"],
            # The link of one mailbox does not open the application: a slip in the address would give it away.
            "holds_status": grants.held_by(request, STATUS_LINK, self.link.object_key),
        }
        return render(request, "volunteering/own/address_done.html", context)


def _purpose(side: str) -> str:
    if side not in SIDES:
        raise Http404
    return SIDES[side]
