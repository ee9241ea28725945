"""At the desk: the parents' letter has come."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.volunteering import services
from cms_apps.volunteering.forms.letter import ParentLetterForm
from cms_apps.volunteering.selectors import waiting_for_letter
from cms_apps.volunteering.views.access import DeskMixin
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import TransitionError


class ParentLetterView(DeskMixin, ReshowOnExpiredToken, FormView[ParentLetterForm]):
    """By the number on the letter: the team sees nothing of the application before."""

    form_class = ParentLetterForm
    template_name = "volunteering/desk/parent_letter.html"

    def form_valid(self, form: ParentLetterForm) -> HttpResponse:
        """Record it and show the application; an unknown and a foreign number are answered alike."""
        application = waiting_for_letter(self.organisations, form.cleaned_data["number"])
        if application is None:
            return self.refuse(
                form, _("Unter dieser Nummer wartet bei Ihnen keine Bewerbung auf die Eltern.")
            )
        try:
            services.record_parents_letter(application, actor=Actor.staff(self.request.user))  # type: ignore[arg-type]
        except TransitionError as error:
            return self.refuse(form, str(error))
        messages.success(self.request, _("Der Brief ist erfasst. Die Bewerbung ist jetzt bei Ihnen."))
        return redirect("desk:application", number=application.number)

    def refuse(self, form: ParentLetterForm, problem: Any) -> HttpResponse:
        """The form with the reason at the number."""
        form.add_error("number", str(problem))
        return self.form_invalid(form)
