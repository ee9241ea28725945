"""The door of the desk: signed in, and a member of at least one organisation."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponseBase
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import render

from cms_apps.organisations.enums import DECIDING_ROLES
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import may_administer, organisations_of
from cms_apps.privacy.models import Looked
from cms_apps.privacy.services import note_access
from cms_apps.workflow.errors import NotPermitted

CSRF_FIELD = "csrfmiddlewaretoken"


class DeskMixin(LoginRequiredMixin):
    """Only members; anybody else who is signed in is told whom to ask. What a service does not permit is a 403."""

    organisations: list[HostOrganisation]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the door before anything else is read."""
        if not request.user.is_authenticated:
            return self.signed_out(request)
        own = organisations_of(request.user).annotate(
            own_role=F("memberships__role"), own_notes=F("memberships__may_note_certificates")
        )
        self.organisations = list(own.only("name", "kind"))
        if not self.organisations:
            return render(request, "volunteering/desk/no_access.html", status=403)
        try:
            return super().dispatch(request, *args, **kwargs)
        except NotPermitted as error:
            raise PermissionDenied from error

    @property
    def decides_at(self) -> set[int]:
        """The own organisations at which this person's role decides."""
        return {one.pk for one in self.organisations if one.own_role in DECIDING_ROLES}  # type: ignore[attr-defined]

    @property
    def notes_certificates_at(self) -> set[int]:
        """The own organisations at which this person may note certificates of conduct."""
        return {one.pk for one in self.organisations if one.own_notes}  # type: ignore[attr-defined]

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
        is_centre = any(organisation.is_centre for organisation in self.organisations)
        helps = any(one.is_centre and one.pk in self.decides_at for one in self.organisations)
        return super().get_context_data(  # type: ignore[misc, no-any-return]
            desk_name=name, is_centre=is_centre, helps_teams=helps, **kwargs
        )


class OnePersonMixin(DeskMixin):
    """A page about one person. Whatever it answers but a redirect shows them, so it is written down."""

    looked: str = Looked.SEEN

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the door, and write down whom somebody saw behind it."""
        response = super().dispatch(request, *args, **kwargs)
        if not isinstance(response, HttpResponseRedirectBase):
            for one in self.people():
                note_access(
                    request.user,
                    organisation=one.organisation.name,
                    object_key=one.subject_key,
                    what=self.looked,
                )
        return response

    def people(self) -> Iterable[Any]:
        """Whom the page shows: each with `organisation` and `subject_key`."""
        raise NotImplementedError


class OwnOrganisationMixin(DeskMixin):
    """A page about how one own organisation works; a foreign one is a missing one (404).

    Every member reads it; only the role "Verwaltung" changes something (`may_change`), others get 403.
    """

    organisation: HostOrganisation
    may_change: bool

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the organisation through the eyes of the person."""
        if organisations_of(request.user).exists():
            organisation = organisations_of(request.user).filter(pk=kwargs["organisation"]).first()
            if organisation is None:
                raise Http404
            self.organisation = organisation
            self.may_change = may_administer(request.user, organisation.pk)
            if request.method == "POST" and not self.may_change:
                return render(request, "organisations/settings/only_administrators.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whose settings they are."""
        # A plain TemplateView hands the parts of the address down too.
        own = {"organisation": self.organisation, "may_change": self.may_change}
        return super().get_context_data(**{**kwargs, **own})
