"""Somebody who takes part pauses, and goes on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms_apps.volunteering import services
from cms_apps.volunteering.forms.pause import OwnPauseForm
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.views.status import OwnFormView, OwnVerbView
from cms_apps.volunteers.enums import VolunteerState
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import GuardFailed, StaleState, TransitionError


class VolunteerMixin:
    """Whose application came to volunteering; else there is nothing to do (StaleState)."""

    application: Application

    def volunteer(self) -> Volunteer:
        """The person at this organisation."""
        if self.application.volunteer is None:
            raise StaleState
        return self.application.volunteer

    def is_in(self, *states: str) -> bool:
        """Whether they take part in one of these states."""
        volunteer = self.application.volunteer
        return volunteer is not None and volunteer.state in states


class PauseView(VolunteerMixin, OwnFormView):
    """Until when, if that is known; whoever does not take part sees the status page."""

    template_name = "volunteering/own/pause.html"
    form_class = OwnPauseForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask those who can pause."""
        if not self.is_in(VolunteerState.PREPARING, VolunteerState.ACTIVE):
            return self.not_now()
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: OwnPauseForm) -> HttpResponse:
        """Pause; what is done already is simply shown."""
        until = form.cleaned_data["until"]
        try:
            services.pause_volunteering(self.volunteer(), actor=Actor.applicant(), until=until)
        except GuardFailed as error:
            form.add_error("until", str(error))
            return self.form_invalid(form)
        except TransitionError:
            return self.not_now()
        messages.success(self.request, _("Gute Pause! Ihr Team weiß Bescheid."))
        return redirect("sign_up:status", number=self.application.number)


class GoOnView(VolunteerMixin, OwnVerbView):
    template_name = "volunteering/own/go_on.html"

    def is_possible(self) -> bool:
        """Whoever pauses can go on."""
        return self.is_in(VolunteerState.PAUSED)

    def act(self) -> None:
        """Go on."""
        services.resume_volunteering(self.volunteer(), actor=Actor.applicant())
        messages.success(self.request, _("Schön, dass Sie wieder dabei sind!"))
