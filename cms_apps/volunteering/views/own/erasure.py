"""The person wants everything deleted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms_apps.parameters.selectors import number
from cms_apps.volunteering import services
from cms_apps.volunteering.errors import NotNow
from cms_apps.volunteering.policies import may_ask_erasure, may_erase_alone
from cms_apps.volunteering.views.status import OwnApplicationView


class EraseView(OwnApplicationView):
    """Asks once: before a decision it deletes at once, later the organisation answers."""

    template_name = "volunteering/own/erase.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, where either is possible."""
        if not (may_erase_alone(self.application) or may_ask_erasure(self.application)):
            return redirect("sign_up:status", number=self.application.number)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which of the two it is."""
        return super().get_context_data(
            at_once=may_erase_alone(self.application),
            open_request=self.application.erasure_requests.filter(refused_at=None).first(),
            days=number("erasure.days"),
            years=number("funding.years"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the page said; if that changed meanwhile, the page says anew what is possible."""
        try:
            if request.POST.get("go") == "now":
                services.erase_own(self.application)
                return redirect("sign_up:erased")
            services.ask_erasure(self.application)
        except NotNow:
            return redirect("sign_up:erase", number=self.application.number)
        messages.success(request, _("Ihr Wunsch ist beim Team."))
        return redirect("sign_up:status", number=self.application.number)


def erased(request: HttpRequest) -> HttpResponse:
    """What has happened, without a word about whom."""
    return render(request, "volunteering/own/erased.html")
