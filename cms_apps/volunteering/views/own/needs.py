"""What somebody needs in a course in which they have a place."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cms_apps.enrolments.forms.needs import NeedsForm
from cms_apps.enrolments.models import Enrolment, Need
from cms_apps.enrolments.policies import may_state_needs
from cms_apps.enrolments.selectors import places_of
from cms_apps.parameters.selectors import number
from cms_apps.volunteering.services import state_own_needs
from cms_apps.volunteering.views.status import OwnFormView
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState


class NeedsView(OwnFormView):
    """Asked once there is a place; changed and taken back on the same page."""

    form_class = NeedsForm
    template_name = "volunteering/place/needs.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask those who have the place; others see the status page."""
        if not may_state_needs(self.place(), Actor.applicant()):
            return self.not_now()
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """What was said before."""
        need = Need.objects.filter(enrolment=self.place()).first()
        return {"wanted": need.kinds, "agreed": True} if need else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which course, who will read it, and for how long."""
        return super().get_context_data(
            **{**kwargs, "enrolment": self.place(), "keep_days": number("needs.days")}
        )

    def form_valid(self, form: NeedsForm) -> HttpResponse:
        """Keep it, or take it back; a place that is gone meanwhile is told."""
        try:
            kept = state_own_needs(self.application, self.place(), form.cleaned_data["wanted"])
        except StaleState:
            return self.not_now()
        told = _("Danke. Die Kursleitung sieht das und meldet sich, wenn sie Fragen hat.")
        messages.success(self.request, told if kept else _("Gespeichert: Sie brauchen nichts davon."))
        return redirect("sign_up:status", number=self.application.number)

    def place(self) -> Enrolment:
        """The place of the address; a foreign one is a missing one."""
        return get_object_or_404(places_of(self.application.volunteer_id), pk=self.kwargs["enrolment"])
