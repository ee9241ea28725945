"""The page „Ich habe keinen Link mehr“."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.views.generic import FormView

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.foundation.networks import network_of
from cms_apps.volunteering import services
from cms_apps.volunteering.forms.lost_link import LostLinkForm
from cms_apps.volunteering.services import limits


class LostLinkView(ReshowOnExpiredToken, FormView[LostLinkForm]):
    """Says the same for known and unknown addresses."""

    form_class = LostLinkForm
    template_name = "volunteering/lost_link.html"
    success_url = reverse_lazy("sign_up:lost_link_sent")

    def form_valid(self, form: LostLinkForm) -> HttpResponse:
        """Leave the answer to the worker."""
        if not limits.allows(limits.MAILS, network=network_of(self.request)):
            return self.render_to_response(self.get_context_data(form=form, limited=True), status=429)
        services.send_lost_links(form.cleaned_data["email"], get_language() or "de")
        return super().form_valid(form)


def sent(request: HttpRequest) -> HttpResponse:
    """What to expect now."""
    return render(request, "volunteering/lost_link_sent.html")
