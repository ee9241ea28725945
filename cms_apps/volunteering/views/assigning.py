"""Who is in charge of one application."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.volunteering import services
from cms_apps.volunteering.errors import NotAMember
from cms_apps.volunteering.forms.several import AssignForm
from cms_apps.volunteering.selectors import deciding_members
from cms_apps.volunteering.views.access import OneApplicationMixin


class AssignView(ReshowOnExpiredToken, OneApplicationMixin, FormView):
    """A choice among those who decide at the application's organisation."""

    template_name = "volunteering/desk/assign.html"
    form_class = AssignForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """The members, and who is in charge now."""
        members = deciding_members([self.application.organisation_id])
        now = {"member": str(self.application.assigned_to_id or "")}
        return {**super().get_form_kwargs(), "members": members, "initial": now}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The application beside the form."""
        return super().get_context_data(application=self.application, **kwargs)

    def form_valid(self, form: AssignForm) -> HttpResponse:
        """Assign."""
        try:
            services.assign([self.application], actor=self.actor, to=form.chosen())
        except NotAMember as error:
            form.add_error("member", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("Gespeichert."))
        return redirect("desk:application", number=self.application.number)


class TakeChargeView(OneApplicationMixin, View):
    """„Mir zuweisen“."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET."""
        return redirect("desk:application", number=self.application.number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take charge."""
        services.assign([self.application], actor=self.actor, to=self.actor.user)  # type: ignore[arg-type]
        messages.success(request, _("Sie sind jetzt für diese Bewerbung zuständig."))
        return redirect("desk:application", number=self.application.number)
