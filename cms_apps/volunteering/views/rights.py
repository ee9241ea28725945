"""What the desk does for the rights of a person: another address for whoever lost the mailbox, deletion."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.parameters.selectors import number
from cms_apps.volunteering import services
from cms_apps.volunteering.errors import NotNow, OwnDataError
from cms_apps.volunteering.forms.own import DeskAddressForm, ErasureAnswerForm
from cms_apps.volunteering.models import ErasureRequest
from cms_apps.volunteering.views.access import OneApplicationMixin


class DeskAddressView(ReshowOnExpiredToken, OneApplicationMixin, FormView):
    """The new address of somebody who called; only while contact is open."""

    template_name = "volunteering/desk/address.html"
    form_class = DeskAddressForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the field, else the application."""
        if not self.application.shows_contact:
            return redirect("desk:application", number=self.application.number)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The address is required."""
        return {**super().get_form_kwargs(), "complete": True}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The application beside the form."""
        return super().get_context_data(application=self.application, **kwargs)

    def form_valid(self, form: DeskAddressForm) -> HttpResponse:
        """Ask about a slip first; then change it."""
        if form.asks_more:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            email = form.cleaned_data["email"]
            services.change_email_at_desk(self.application, actor=self.actor, email=email)
        except OwnDataError as error:
            form.add_error("email", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Die neue Adresse gilt. Wir schreiben an beide."))
        return redirect("desk:application", number=self.application.number)


class ErasureAnswerView(ReshowOnExpiredToken, OneApplicationMixin, FormView):
    """Delete now, or say why not; without an open request it leads to the application."""

    template_name = "volunteering/desk/erasure.html"
    form_class = ErasureAnswerForm

    @property
    def open_request(self) -> ErasureRequest | None:
        """What the person asks."""
        return self.application.erasure_requests.filter(refused_at=None).first()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the two answers."""
        if self.open_request is None:
            return redirect("desk:application", number=self.application.number)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The request beside the form."""
        return super().get_context_data(
            application=self.application,
            open_request=self.open_request,
            years=number("funding.years"),
            **kwargs,
        )

    def form_valid(self, form: ErasureAnswerForm) -> HttpResponse:
        """Answer; what is answered already is simply shown."""
        try:
            if form.cleaned_data["answer"] == "erase":
                services.grant_erasure(self.application, actor=self.actor)
                messages.success(self.request, _("Gelöscht. Die Person bekommt eine letzte Mail."))
                return redirect("desk:queue")
            reason = form.cleaned_data["reason"]
            services.refuse_erasure(self.application, actor=self.actor, reason=reason)
        except NotNow:
            return redirect("desk:application", number=self.application.number)
        messages.success(self.request, _("Die Person bekommt Ihre Begründung per Mail."))
        return redirect("desk:application", number=self.application.number)
