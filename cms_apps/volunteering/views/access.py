"""The door to one application at the desk."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from cms_apps.organisations.selectors import deciding_memberships, organisations_of
from cms_apps.organisations.views.access import DeskMixin, OnePersonMixin
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import application_at_desk
from cms_apps.workflow.actors import Actor

__all__ = ["DecidingMixin", "DeskMixin", "OneApplicationMixin", "OnePersonMixin"]


class OneApplicationMixin(OnePersonMixin):
    """A page about one application of the own organisation; a foreign one is a missing one (404)."""

    application: Application

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read the application through the eyes of the person."""
        if request.user.is_authenticated:
            application = application_at_desk(request.user, kwargs["number"])
            if application is None and organisations_of(request.user).exists():
                raise Http404
            if application is not None:
                self.application = application
        return super().dispatch(request, *args, **kwargs)

    def people(self) -> Iterable[Any]:
        """The person behind the application."""
        return (self.application,) if hasattr(self, "application") else ()

    @property
    def actor(self) -> Actor:
        """The signed-in person as the one who acts."""
        return Actor.staff(self.request.user)  # type: ignore[attr-defined]


class DecidingMixin(DeskMixin):
    """A page for those who decide somewhere; a reader gets 403."""

    def hosts(self) -> list[Any]:
        """The organisations for which the member decides; raises PermissionDenied without any."""
        found = [one.organisation for one in deciding_memberships(self.request.user)]  # type: ignore[attr-defined]
        if not found:
            raise PermissionDenied
        return found
