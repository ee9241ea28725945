"""The door of the desk: signed in, and a member of at least one organisation."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import organisations_of
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import applications_visible_to
from cms_apps.workflow.actors import Actor

CSRF_FIELD = "csrfmiddlewaretoken"


class DeskMixin(LoginRequiredMixin):
    """Only members; anybody else who is signed in is told whom to ask."""

    organisations: list[HostOrganisation]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the door before anything else is read."""
        if not request.user.is_authenticated:
            return self.signed_out(request)
        self.organisations = list(organisations_of(request.user).only("name"))
        if not self.organisations:
            return render(request, "volunteering/desk/no_access.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def signed_out(self, request: HttpRequest) -> HttpResponseBase:
        """To the sign-in; what was just typed is handed back, to be sent again after it."""
        if request.method != "POST":
            return self.handle_no_permission()
        typed = [
            (name, value) for name, values in request.POST.lists() for value in values if name != CSRF_FIELD
        ]
        return render(request, "volunteering/desk/signed_out.html", {"typed": typed}, status=403)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whose desk it is."""
        name = ", ".join(organisation.name for organisation in self.organisations)
        return super().get_context_data(desk_name=name, **kwargs)  # type: ignore[misc]


class OneApplicationMixin(DeskMixin):
    """A page about one application of the own organisation; a foreign one is a missing one (404)."""

    application: Application

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read the application through the eyes of the person."""
        if request.user.is_authenticated:
            rows = applications_visible_to(request.user)
            related = ("organisation", "municipality", "wished_run", "volunteer")
            application = rows.select_related(*related).filter(number=kwargs["number"]).first()
            if application is None and organisations_of(request.user).exists():
                raise Http404
            if application is not None:
                self.application = application
        return super().dispatch(request, *args, **kwargs)

    @property
    def actor(self) -> Actor:
        """The signed-in person as the one who acts."""
        return Actor.staff(self.request.user)  # type: ignore[attr-defined]
