"""The person writes to the team."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms_apps.volunteering.errors import MessageError
from cms_apps.volunteering.forms.message import MessageForm
from cms_apps.volunteering.services.messages import mark_read, write_to_team
from cms_apps.volunteering.views.status import OwnApplicationView, OwnFormView


class WriteToTeamView(OwnFormView):
    """A field and a button; what cannot be sent stays in the field with the reason above it."""

    template_name = "volunteering/own/message.html"
    form_class = MessageForm

    def form_valid(self, form: MessageForm) -> HttpResponse:
        """Send."""
        try:
            write_to_team(self.application, text=form.cleaned_data["text"])
        except MessageError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Ihre Nachricht ist beim Team."))
        return redirect("sign_up:status", number=self.application.number)


class ReadView(OwnApplicationView):
    """„Gelesen“: a button; whoever opens its address sees the status page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET."""
        return redirect("sign_up:status", number=self.application.number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note that everything was read."""
        mark_read(self.application, by_team=False)
        return redirect("sign_up:status", number=self.application.number)
