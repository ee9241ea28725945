"""The team writes to the person, at the desk."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.volunteering.errors import MessageError
from cms_apps.volunteering.forms.message import TeamMessageForm
from cms_apps.volunteering.policies import is_coordinator
from cms_apps.volunteering.services.messages import mark_read, write_to_person
from cms_apps.volunteering.views.access import OneApplicationMixin


class WriteToPersonView(ReshowOnExpiredToken, OneApplicationMixin, FormView):
    """A field and a button, only where contact is open."""

    template_name = "volunteering/desk/message.html"
    form_class = TeamMessageForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the field, else the application."""
        if not (self.application.shows_contact and self.application.has_email):
            return redirect("desk:application", number=self.application.number)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The application beside the form."""
        return super().get_context_data(application=self.application, **kwargs)

    def form_valid(self, form: TeamMessageForm) -> HttpResponse:
        """Send."""
        try:
            write_to_person(self.application, actor=self.actor, text=form.cleaned_data["text"])
        except MessageError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Ihre Nachricht ist unterwegs."))
        return redirect("desk:application", number=self.application.number)


class ReadByTeamView(OneApplicationMixin, View):
    """„Als gelesen kennzeichnen“: a button for those who decide."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET."""
        return redirect("desk:application", number=self.application.number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note that everything was read."""
        if not is_coordinator(self.application, self.actor):
            raise PermissionDenied
        mark_read(self.application, by_team=True)
        return redirect("desk:application", number=self.application.number)
