"""The button beside a mail that did not arrive."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic.base import View

from cms_apps.outbox.errors import NotLost
from cms_apps.volunteering.services.undelivered import send_mail_again
from cms_apps.volunteering.views.access import OneApplicationMixin
from cms_apps.workflow.errors import NotPermitted


class SendMailAgainView(OneApplicationMixin, View):
    """Acts on no GET; says what came of it on the application's page."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, number: str, row: int) -> HttpResponse:
        """Whoever reloads sees the application."""
        return redirect("desk:application", number=number)

    def post(self, request: HttpRequest, number: str, row: int) -> HttpResponse:
        """Send again."""
        try:
            send_mail_again(self.application, row, actor=self.actor)
        except (NotLost, NotPermitted) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Die Mail geht in der nächsten Minute noch einmal hinaus."))
        return redirect("desk:application", number=number)
