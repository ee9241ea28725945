"""„Kontaktdaten anzeigen“: opens them to one member for some hours, and writes it down."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic.base import View

from cms_apps.privacy.models import Looked
from cms_apps.privacy.services import note_access
from cms_apps.volunteering.views.access import OneApplicationMixin, OnePersonMixin
from cms_apps.volunteering.views.volunteers import OneVolunteerMixin


class OpenContactMixin(OnePersonMixin):
    """Acts on no GET; where contact is closed for everybody the click opens nothing."""

    http_method_names: Any = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever reloads sees the person's page."""
        return redirect(f"{self.page()}#kontakt")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write it down: that is what opens it."""
        for one in self.people():
            if self.is_open(one):
                note_access(
                    request.user,
                    organisation=one.organisation.name,
                    object_key=one.subject_key,
                    what=Looked.CONTACT,
                )
        return redirect(f"{self.page()}#kontakt")

    def page(self) -> str:
        """The address of the person's page."""
        raise NotImplementedError

    def is_open(self, one: Any) -> bool:
        """Whether members may open it now."""
        raise NotImplementedError


class OpenContactView(OpenContactMixin, OneApplicationMixin, View):
    """Of an application."""

    def page(self) -> str:
        """The application."""
        return reverse("desk:application", args=[self.application.number])

    def is_open(self, one: Any) -> bool:
        """From review on."""
        return bool(one.shows_contact)


class OpenVolunteerContactView(OpenContactMixin, OneVolunteerMixin, View):
    """Of a volunteer."""

    def page(self) -> str:
        """The volunteer."""
        return reverse("desk:volunteer", args=[self.volunteer.pk])

    def is_open(self, one: Any) -> bool:
        """While they take part."""
        return bool(one.is_here)
