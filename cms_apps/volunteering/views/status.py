"""The status page by secret link or after sign-in, and what a person can do there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from cms_apps.accounts.mailboxes import proved_address
from cms_apps.accounts.sessions import has_cookie
from cms_apps.enrolments.enums import HOPING_STATES, EnrolmentState
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import live_enrolments, places_of
from cms_apps.enrolments.selectors.certificates import own_certificates, withdrawn_from
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.links import grants
from cms_apps.links import services as links
from cms_apps.links.errors import LinkError, LinkUnknown
from cms_apps.volunteering import services
from cms_apps.volunteering.mails import STATUS_LINK
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.policies import is_own
from cms_apps.volunteering.selectors import application_by_number, email_change_of
from cms_apps.volunteering.views import journey
from cms_apps.volunteering.views.links import link_does_not_open
from cms_apps.volunteers.enums import VolunteerState
from cms_apps.workflow.errors import TransitionError


def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the link in a cookie and go on without the token in the address."""
    try:
        link = links.find(STATUS_LINK, token)
    except LinkError as error:
        return link_does_not_open(request, error, purpose="status")
    application = get_object_or_404(Application, key=link.object_key)
    response = redirect("sign_up:status", number=application.number)
    grants.grant(request, response, link)
    return response


def holds_link(request: HttpRequest, application: Application | None) -> bool:
    """Whether this browser holds the link of the application."""
    return grants.held_by(request, STATUS_LINK, str(application.key) if application else "")


def _may_open(request: HttpRequest, application: Application | None) -> bool:
    """By the link that this browser holds, or signed in: that ends with the session, and leaves no link behind.

    Of a missing one the same is asked as of a foreign one.
    """
    if holds_link(request, application):
        return True
    if not has_cookie(request) or not request.user.is_authenticated:
        return False
    address = proved_address(request.user)
    return application is not None and is_own(application, address)


class OwnApplicationView(TemplateView):
    """A page about an own application; a foreign and a missing one look the same."""

    application: Application

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the application and check the link."""
        application = application_by_number(kwargs["number"])
        may_open = _may_open(request, application)
        if application is None or not may_open:
            return link_does_not_open(request, LinkUnknown(), purpose="status")
        self.application = application
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The application and its organisation."""
        return super().get_context_data(
            application=self.application, organisation=self.application.organisation, **kwargs
        )

    def not_now(self) -> HttpResponse:
        """To the status page, with a sentence that is true for a second click too."""
        messages.info(
            self.request, _("Das geht gerade nicht oder ist schon erledigt. Hier sehen Sie den Stand.")
        )
        return redirect("sign_up:status", number=self.application.number)


class OwnFormView(ReshowOnExpiredToken, FormView[Any], OwnApplicationView):
    """A form about the own application; the view says what to do with a valid one."""


class StatusView(OwnApplicationView):
    """Where it stands, and what happens next by when."""

    template_name = "volunteering/status.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add places and what can still be done."""
        volunteer = self.application.volunteer
        places = list(live_enrolments(volunteer.pk)) if volunteer else []
        taking_part = volunteer is not None and volunteer.state != VolunteerState.LEFT
        return super().get_context_data(
            sentence=journey.sentence(self.application),
            stops=journey.stops(self.application),
            enrolments=places,
            certificates=own_certificates([volunteer.pk]) if volunteer else [],
            withdrawn=withdrawn_from(volunteer.pk) if volunteer else [],
            taking_part=taking_part,
            email_change=email_change_of(str(self.application.key)),
            **kwargs,
        )


class OwnVerbView(OwnApplicationView):
    """Asks once, acts by POST, and goes back to the status page; a second click changes nothing."""

    done: Any = ""  # what to say afterwards

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask those for whom it is possible."""
        return super().get(request, *args, **kwargs) if self.is_possible() else self.not_now()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act; what is done already, or not possible, is told."""
        try:
            self.act()
        except TransitionError:
            return self.not_now()
        if self.done:
            messages.success(request, self.done)
        return redirect("sign_up:status", number=self.application.number)

    def is_possible(self) -> bool:
        """Whether there is anything to ask; the service has the last word."""
        raise NotImplementedError

    def act(self) -> None:
        """Call the one service."""
        raise NotImplementedError


class WithdrawView(OwnVerbView):
    template_name = "volunteering/withdraw.html"

    def is_possible(self) -> bool:
        """Until it is decided."""
        return self.application.is_withdrawable

    def act(self) -> None:
        """Withdraw the application."""
        services.withdraw(self.application)


class StopView(OwnVerbView):
    template_name = "volunteering/stop.html"

    def is_possible(self) -> bool:
        """Whoever takes part can stop."""
        volunteer = self.application.volunteer
        return volunteer is not None and volunteer.state != VolunteerState.LEFT

    def act(self) -> None:
        """End the volunteering."""
        services.stop_volunteering(self.application)


class PlaceVerbView(OwnVerbView):
    """A verb about one place, possible while it is in `possible_in`."""

    possible_in: frozenset[EnrolmentState]

    def is_possible(self) -> bool:
        """For a place of which this can still be said."""
        return self.place().state in self.possible_in

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The place in question."""
        return super().get_context_data(**{**kwargs, "enrolment": self.place()})

    def place(self) -> Enrolment:
        """The place of the address; a foreign one is a missing one."""
        return get_object_or_404(places_of(self.application.volunteer_id), pk=self.kwargs["enrolment"])


class GiveUpPlaceView(PlaceVerbView):
    template_name = "volunteering/place/give_up.html"
    done = gettext_lazy("Sie haben den Kursplatz abgegeben.")
    possible_in = frozenset({EnrolmentState.ENROLLED})

    def act(self) -> None:
        """Give the place back."""
        services.give_up_course_place(self.application, self.place())


class TakeOfferView(PlaceVerbView):
    template_name = "volunteering/place/take.html"
    done = gettext_lazy("Sie haben einen Platz in diesem Kurs.")
    possible_in = frozenset({EnrolmentState.OFFERED})

    def act(self) -> None:
        """Take the place that is held."""
        services.take_offered_place(self.application, self.place())


class RefuseOfferView(PlaceVerbView):
    template_name = "volunteering/place/refuse.html"
    done = gettext_lazy("Sie haben den Platz abgelehnt.")
    possible_in = frozenset({EnrolmentState.OFFERED})

    def act(self) -> None:
        """Let the place go."""
        services.refuse_offered_place(self.application, self.place())


class LeaveListView(PlaceVerbView):
    template_name = "volunteering/place/leave_list.html"
    done = gettext_lazy("Das ist zurückgenommen. Sie bekommen kein Angebot für diesen Kurs.")
    possible_in = HOPING_STATES

    def act(self) -> None:
        """Stop waiting."""
        services.leave_waiting_list(self.application, self.place())
