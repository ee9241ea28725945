"""Confirming the address: the link opens a page, its button acts (design.md rule 5)."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import TemplateView

from cms_apps.links import grants
from cms_apps.links import services as links
from cms_apps.links.errors import LinkError, LinkUsed
from cms_apps.links.models import Link
from cms_apps.volunteering import services
from cms_apps.volunteering.mails import CONFIRM_LINK, STATUS_LINK
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.views.links import link_does_not_open
from cms_apps.workflow.errors import StaleState

SECOND_TAP = timedelta(seconds=30)


def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the link in a cookie and go on without the token in the address."""
    try:
        link = links.find(CONFIRM_LINK, token)
    except LinkError as error:
        return link_does_not_open(request, error, purpose="confirm")
    response = redirect("sign_up:confirmation")
    grants.grant(request, response, link)
    return response


class ConfirmationView(TemplateView):
    """One button."""

    template_name = "volunteering/confirmation.html"
    link: Link

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only with a live link."""
        try:
            self.link = grants.granted(request, CONFIRM_LINK)
        except LinkError as error:
            if request.method == "POST" and (
                link := grants.just_used(request, CONFIRM_LINK, within=SECOND_TAP)
            ):
                return self._to_status(Application.objects.get(key=link.object_key))
            return link_does_not_open(request, error, purpose="confirm")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which application this is about."""
        application = Application.objects.select_related("organisation").get(key=self.link.object_key)
        return super().get_context_data(application=application, expires_at=self.link.expires_at, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Confirm, and open the status page in this browser."""
        try:
            application = services.confirm(self.link)
        except StaleState:
            return link_does_not_open(request, LinkUsed(), purpose="confirm")
        except LinkError as error:
            return link_does_not_open(request, error, purpose="confirm")
        return self._to_status(application)

    def _to_status(self, application: Application) -> HttpResponse:
        response = redirect("sign_up:status", number=application.number)
        link = Link.objects.get(purpose=STATUS_LINK, object_key=str(application.key))
        grants.grant(self.request, response, link)
        return response
