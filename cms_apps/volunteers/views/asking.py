"""Asking one host organisation for accompaniment: pages of their own, for the finder holds no form with a token."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView

from cms_apps.foundation import counters
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.foundation.networks import network_of
from cms_apps.foundation.numbers import new_number
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import current_notice, public_organisations
from cms_apps.parameters.selectors import number
from cms_apps.volunteers.forms.asking import AskForm
from cms_apps.volunteers.services.requests import ask_for_accompaniment, promised_day
from cms_apps.volunteers.views.own import let_in

PER_NETWORK, SENT = "network.requests", "request_sent"


class AskView(ReshowOnExpiredToken, FormView[AskForm]):
    """`?ort=` and `?sprache=` say what somebody has looked for."""

    form_class = AskForm
    template_name = "volunteers/ask.html"
    organisation: HostOrganisation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find whom to ask."""
        self.organisation = get_object_or_404(
            public_organisations().prefetch_related(None), pk=kwargs["organisation"]
        )
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """What need not be asked again."""
        words = self.request.GET
        return {
            **super().get_initial(),
            "place": words.get("ort", "")[:120],
            "first_language": words.get("sprache", ""),
            "key": uuid4(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who is asked, how they treat data, and until when they answer."""
        return super().get_context_data(
            organisation=self.organisation,
            promised_on=promised_day(self.organisation),
            keep_days=number("request.keep_days"),
            notice=current_notice(self.organisation.pk),
            **{name: value for name, value in kwargs.items() if name != "organisation"},
        )

    def form_valid(self, form: AskForm) -> HttpResponse:
        """Keep it; a script gets the same answer and leaves nothing."""
        if not counters.count(PER_NETWORK, network_of(self.request), most=number(PER_NETWORK)):
            return self.render_to_response(self.get_context_data(form=form, limited=True), status=429)
        kept = None if form.is_of_a_script else ask_for_accompaniment(form.wish(), self.organisation)
        day = kept.promised_on if kept else promised_day(self.organisation)
        self.request.session[SENT] = {
            "number": kept.number if kept else new_number(),
            "host": self.organisation.pk,
            "day": day.isoformat(),
        }
        response = redirect("accompaniment:sent")
        if kept:
            let_in(self.request, response, kept)
        return response


class SentView(TemplateView):
    """What happens next; without anything sent from this browser, in general."""

    template_name = "volunteers/sent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Number, day and whom to ask."""
        sent = self.request.session.get(SENT) or {}
        host = HostOrganisation.objects.filter(pk=sent["host"]).first() if sent else None
        day = date.fromisoformat(sent["day"]) if sent else None
        return super().get_context_data(sent=sent, day=day, organisation=host, **kwargs)
