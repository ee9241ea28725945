"""The desk proposes to pass an application on, or takes that back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms_apps.volunteering import services
from cms_apps.volunteering.eligibility import may_be_forwarded
from cms_apps.volunteering.forms.decisions import VerbForm
from cms_apps.volunteering.forms.forward import ForwardForm
from cms_apps.volunteering.views.decisions import ButtonView, DecisionView
from cms_apps.workflow.errors import GuardFailed


class ProposeForwardView(DecisionView):
    verb = "propose_forward"
    done = _("Vorgeschlagen. Die Person bekommt eine Mail und entscheidet selbst.")
    form_class = ForwardForm
    template_name = "volunteering/desk/forward.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form offers who would take this application."""
        return {**super().get_form_kwargs(), "application": self.application}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say beforehand what speaks against it."""
        obstacle = ""
        try:
            may_be_forwarded(self.application, self.actor)
        except GuardFailed as error:
            obstacle = str(error)
        return super().get_context_data(obstacle=obstacle, **kwargs)

    def act(self, form: ForwardForm) -> None:
        """Ask the person."""
        data = form.cleaned_data
        services.propose_forward(
            self.application,
            target=form.chosen(),
            actor=self.actor,
            message=data["message"],
            expected=data["expected"],
        )


class TakeBackForwardView(ButtonView):
    done = _("Sie haben die Weiterleitung zurückgenommen und prüfen weiter.")

    def act(self, form: VerbForm) -> None:
        """Take the proposal back."""
        services.take_back_forward(self.application, actor=self.actor, expected=form.cleaned_data["expected"])
