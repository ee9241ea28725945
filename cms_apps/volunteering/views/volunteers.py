"""The volunteers of the own organisations: a list, a page for each, and what can be done."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from django.views.generic.base import View

from cms_apps.enrolments.selectors import places_of
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.organisations.selectors import organisations_of
from cms_apps.volunteering import services
from cms_apps.volunteering.forms.decisions import VerbForm
from cms_apps.volunteering.forms.pause import PauseForm
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import volunteer_contact_opened
from cms_apps.volunteering.views.access import DeskMixin, OnePersonMixin
from cms_apps.volunteering.views.verbs import CONFLICT, ButtonVerb, Verb
from cms_apps.volunteers.enums import VolunteerState
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.selectors import volunteer_page, volunteers_visible_to
from cms_apps.volunteers.transitions import VOLUNTEER
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import GuardFailed, StaleState
from cms_apps.workflow.machine import available, last_history_id

# The words of the address, in the order of the list beside it.
SHELVES = {
    "": ("", _("Alle, die dabei sind")),
    "vorbereitung": (VolunteerState.PREPARING, _("In Vorbereitung")),
    "aktiv": (VolunteerState.ACTIVE, _("Aktiv")),
    "pause": (VolunteerState.PAUSED, _("Pausiert")),
    "ausgeschieden": (VolunteerState.LEFT, _("Ausgeschieden")),
}


class VolunteersView(DeskMixin, TemplateView):
    """Alphabetically, all or those in one state."""

    template_name = "volunteering/desk/volunteers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the list."""
        asked = self.request.GET.get("stand", "")
        shelf = asked if asked in SHELVES else ""
        state, title = SHELVES[shelf]
        page = volunteer_page(self.organisations, state=state, after=self.request.GET.get("nach", ""))
        own = {"stand": shelf} if shelf else {}
        return super().get_context_data(
            page=page,
            title=title,
            shelves=[(name, label, name == shelf) for name, (_state, label) in SHELVES.items()],
            next_url=f"?{urlencode({**own, 'nach': page.next_after})}" if page.next_after else "",
            first_url="" if page.is_first else f"{self.request.path}?{urlencode(own)}",
            several=len(self.organisations) > 1,
            **kwargs,
        )


class OneVolunteerMixin(OnePersonMixin):
    """A page about one volunteer of the own organisation; a foreign one is a missing one (404)."""

    volunteer: Volunteer

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read the volunteer through the eyes of the person."""
        if request.user.is_authenticated:
            rows = volunteers_visible_to(request.user).select_related("organisation")
            rows = rows.annotate(contact_opened=volunteer_contact_opened(request.user))  # type: ignore[no-redef]
            volunteer = rows.filter(pk=kwargs["volunteer"]).first()
            if volunteer is None and organisations_of(request.user).exists():
                raise Http404
            if volunteer is not None:
                self.volunteer = volunteer
        return super().dispatch(request, *args, **kwargs)

    def people(self) -> list[Volunteer]:
        """The volunteer."""
        return [self.volunteer] if hasattr(self, "volunteer") else []

    @property
    def actor(self) -> Actor:
        """The signed-in person as the one who acts."""
        return Actor.staff(self.request.user)  # type: ignore[attr-defined]


class VolunteerView(OneVolunteerMixin, TemplateView):
    """Contact, courses, history, and the verbs that this person may use now."""

    template_name = "volunteering/desk/volunteer.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything about one volunteer."""
        one = self.volunteer
        return super().get_context_data(
            one=one,
            application=Application.objects.filter(volunteer=one).only("number").first(),
            history=list(one.history.select_related("actor")),
            places=list(places_of(one.pk).order_by("-pk")),
            verbs=available(VOLUNTEER, one, self.actor),
            expected=last_history_id(one),
            notes_certificates=one.organisation_id in self.notes_certificates_at,
            **{name: value for name, value in kwargs.items() if name != "volunteer"},
        )

    def show(self, *, problem: str, status: int) -> HttpResponse:
        """The page with a sentence about what went wrong."""
        return self.render_to_response(self.get_context_data(problem=problem), status=status)


class VolunteerVerbMixin(Verb, OneVolunteerMixin):
    """A verb about one volunteer."""

    def home(self) -> HttpResponse:
        """The volunteer."""
        return redirect("desk:volunteer", volunteer=self.volunteer.pk)

    def refuse(self, problem: str, status: int) -> HttpResponse:
        """The volunteer as they are now, with the reason above."""
        page = VolunteerView()
        page.setup(self.request, volunteer=self.volunteer.pk)  # type: ignore[attr-defined]
        page.organisations = self.organisations
        self.volunteer.refresh_from_db()
        page.volunteer = self.volunteer
        return page.show(problem=problem, status=status)


class VolunteerButtonView(ButtonVerb, VolunteerVerbMixin, View):
    """A verb about one volunteer that needs nothing but a button."""


class ActivateView(VolunteerButtonView):
    done = _("Los geht's. Die Person bekommt eine Mail.")

    def act(self, form: VerbForm) -> None:
        """Begin."""
        services.activate_volunteer(self.volunteer, actor=self.actor, expected=form.cleaned_data["expected"])


class ResumeView(VolunteerButtonView):
    done = _("Die Pause ist zu Ende. Die Person bekommt eine Mail.")

    def act(self, form: VerbForm) -> None:
        """Go on."""
        services.resume_volunteering(self.volunteer, actor=self.actor, expected=form.cleaned_data["expected"])


class VolunteerFormView(ReshowOnExpiredToken, VolunteerVerbMixin, FormView):
    """A verb with a page of its own."""

    verb: str

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form while the verb is possible, else the volunteer as they are now."""
        if self.verb not in available(VOLUNTEER, self.volunteer, self.actor):
            return self.refuse(str(StaleState.message), CONFLICT)
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """What the person has seen."""
        return {"expected": last_history_id(self.volunteer)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The volunteer beside the form."""
        return super().get_context_data(one=self.volunteer, **kwargs)

    def form_valid(self, form: VerbForm) -> HttpResponse:
        """Perform; what a rule says stands at the field."""
        try:
            return self.finish(form)
        except GuardFailed as error:
            form.add_error("until", str(error))
            return self.form_invalid(form)


class PauseView(VolunteerFormView):
    verb = "pause"
    done = _("Die Pause ist eingetragen. Die Person bekommt eine Mail.")
    form_class = PauseForm
    template_name = "volunteering/desk/volunteer_pause.html"

    def act(self, form: PauseForm) -> None:
        """Pause."""
        data = form.cleaned_data
        services.pause_volunteering(
            self.volunteer, actor=self.actor, until=data["until"], expected=data["expected"]
        )


class EndView(VolunteerFormView):
    verb = "leave"
    done = _("Beendet. Die Person bekommt eine Mail, ihre Kursplätze sind frei.")
    form_class = VerbForm
    template_name = "volunteering/desk/volunteer_end.html"

    def act(self, form: VerbForm) -> None:
        """End it."""
        services.end_volunteering(self.volunteer, actor=self.actor, expected=form.cleaned_data["expected"])
