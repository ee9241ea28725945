"""What the person agreed to, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms_apps.volunteering import services
from cms_apps.volunteering.views.status import OwnApplicationView


class ConsentsView(OwnApplicationView):
    """Each consent with its day and version, and a button."""

    template_name = "volunteering/own/consents.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All of them, also those that were taken back."""
        return super().get_context_data(consents=list(self.application.consents.all()), **kwargs)


class RevokeView(OwnApplicationView):
    """A button; whoever opens its address sees the list."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET."""
        return redirect("sign_up:consents", number=self.application.number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back; a second click changes nothing."""
        if services.revoke_consent(self.application, kwargs["consent"]):
            messages.success(request, _("Sie haben die Einwilligung zurückgenommen. Das gilt ab jetzt."))
        return redirect("sign_up:consents", number=self.application.number)
