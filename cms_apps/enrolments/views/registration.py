"""Registering for an event without an account: a form, a link by mail, and one page behind it. No GET does anything."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.errors import RunNotOpen
from cms_apps.enrolments.forms.registration import RegistrationForm
from cms_apps.enrolments.mails.registration import REGISTRATION_LINK
from cms_apps.enrolments.models import Registration
from cms_apps.enrolments.services.registering import confirm_registration, end_registration, register
from cms_apps.foundation import counters
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.foundation.networks import network_of
from cms_apps.links import grants
from cms_apps.links import services as links
from cms_apps.links.errors import LinkError
from cms_apps.organisations.selectors import current_notice
from cms_apps.parameters.selectors import number
from cms_apps.workflow.errors import TransitionError

PER_NETWORK = "network.registrations"


class RegisterView(ReshowOnExpiredToken, FormView[RegistrationForm]):
    """The form; its answer is the same for a known and an unknown address. What takes nobody is a missing page."""

    form_class = RegistrationForm
    template_name = "enrolments/register.html"
    run: CourseRun

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the event."""
        rows = CourseRun.objects.open_for_enrolment().for_everybody().select_related("organisation")
        self.run = get_object_or_404(rows, pk=kwargs["run"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The event, and how its host treats data."""
        notice = current_notice(self.run.organisation_id)
        keep = number("registration.keep_days")
        return super().get_context_data(**{**kwargs, "run": self.run, "notice": notice, "keep_days": keep})

    def form_valid(self, form: RegistrationForm) -> HttpResponse:
        """Ask the mailbox; a script gets the same answer and leaves nothing."""
        if not counters.count(PER_NETWORK, network_of(self.request), most=number(PER_NETWORK)):
            context = self.get_context_data(form=form, limited=True)
            return self.render_to_response(context, status=HTTPStatus.TOO_MANY_REQUESTS)
        if not form.is_of_a_script:
            data = form.cleaned_data
            try:
                register(self.run, name=data["name"], email=data["email"], language=get_language() or "de")
            except RunNotOpen as error:
                form.add_error(None, str(error))
                return self.form_invalid(form)
        return redirect("events:sent")


def sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "enrolments/register_sent.html")


def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the link in a cookie and go on without the token in the address."""
    try:
        link = links.find(REGISTRATION_LINK, token)
    except LinkError:
        return _does_not_open(request)
    response = redirect("events:one", key=link.object_key)
    grants.grant(request, response, link)
    return response


def _does_not_open(request: HttpRequest) -> HttpResponse:
    return render(request, "enrolments/registration_unknown.html", status=HTTPStatus.NOT_FOUND)


class OwnRegistrationView(TemplateView):
    """Where it stands, and the one button that there is now; a foreign and a missing one look the same."""

    template_name = "enrolments/registration.html"
    guest: Registration

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find it and check the link."""
        key = str(kwargs["key"])
        guest = Registration.objects.filter(key=key).select_related("run__organisation").first()
        holds = grants.held_by(request, REGISTRATION_LINK, key)
        if guest is None or not holds:
            return _does_not_open(request)
        self.guest = guest
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The registration, the event and its dates, and whether they waited to the end and got no place."""
        run, guest = self.guest.run, self.guest
        dates = list(run.dates.order_by("starts_at"))
        waited = guest.is_confirmed and guest.place_since is None
        in_vain = waited and guest.ended_at and dates and guest.ended_at >= dates[0].starts_at
        return super().get_context_data(guest=guest, run=run, dates=dates, in_vain=bool(in_vain), **kwargs)

    def home(self) -> HttpResponse:
        """The page as it is now."""
        return redirect("events:one", key=self.guest.key)


class _VerbView(OwnRegistrationView):
    """A button: acts by POST alone; a second tap changes nothing and is told so."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever reloads sees the registration."""
        return self.home()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act."""
        try:
            self.act()
        except RunNotOpen as error:
            messages.warning(request, str(error))
        except TransitionError:
            messages.info(
                request, _("Das geht gerade nicht oder ist schon erledigt. Hier sehen Sie den Stand.")
            )
        return self.home()

    def act(self) -> None:
        """Call the one service."""
        raise NotImplementedError


class ConfirmView(_VerbView):
    def act(self) -> None:
        """The mailbox has answered."""
        confirm_registration(self.guest)


class EndView(_VerbView):
    """Asks once: a tap too many on a phone gives no place away."""

    template_name = "enrolments/registration_end.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask while there is something to give back."""
        return self.home() if self.guest.is_over else self.render_to_response(self.get_context_data())

    def act(self) -> None:
        """Give it back."""
        end_registration(self.guest)
