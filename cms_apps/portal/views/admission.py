"""Who gets into a course, at the desk: by hand or by nomination, let in or not, and seats kept for organisations."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView
from django.views.generic.base import View

from cms_apps.accounts.models import User
from cms_apps.courses.forms.quotas import QUOTAS, QuotaForms, rows_of_quotas
from cms_apps.courses.forms.verbs import DeclineForm
from cms_apps.courses.models import CourseRun, SeatQuota
from cms_apps.courses.selectors import central_runs, runs_open_to
from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import at_the_same_time, held_by_organisation, live_in
from cms_apps.enrolments.services import admit, decline, enrol, set_quotas
from cms_apps.enrolments.services.seats import room_of
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.organisations.views.access import DeskMixin
from cms_apps.portal.views.courses import OneRunMixin, RunVerbMixin
from cms_apps.volunteering.views.verbs import CONFLICT
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.selectors.people import volunteer_page, volunteers_visible_to
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import GuardFailed, StaleState, TransitionError
from cms_apps.workflow.machine import last_history_id

LONGEST_KEY = 10


class CentralRunsView(DeskMixin, TemplateView):
    """The centre's open courses, with the seats that are kept for the own organisations."""

    template_name = "portal/courses/central.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each run with one line per quota. Four queries."""
        runs = list(central_runs())
        own = {one.pk: one for one in self.organisations}
        quotas = list(SeatQuota.objects.in_force().filter(run__in=runs, organisation__in=own))
        held = held_by_organisation([one.pk for one in runs], own) if quotas else {}
        lines: dict[int, list[dict[str, Any]]] = {}
        for one in quotas:
            used = held.get((one.run_id, one.organisation_id), 0)
            left = max(one.seats - used, 0)
            lines.setdefault(one.run_id, []).append(
                {"host": own[one.organisation_id].name, "left": left, "seats": one.seats, "until": one.until}
            )
        rows = [{"run": run, "quotas": lines.get(run.pk, [])} for run in runs]
        several = len(self.organisations) > 1
        return super().get_context_data(rows=rows, several=several, may_enter=bool(self.decides_at), **kwargs)


class EnterView(DeskMixin, TemplateView):
    """People of the own organisations into an own or a central run; any other run is a missing one (404)."""

    template_name = "portal/courses/enter.html"
    run: CourseRun

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show who could be entered."""
        self.find_run()
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Enter those who are ticked, each for herself, and say what came of it."""
        self.find_run()
        keys = [key for key in request.POST.getlist("wer") if key.isdecimal() and len(key) < LONGEST_KEY]
        people = volunteers_visible_to(request.user).filter(pk__in=keys, organisation__in=self.decides_at)
        if not people:
            words = self.get_context_data(problem=_("Wählen Sie mindestens eine Person."))
            return self.render_to_response(words, status=200)
        self.enter(list(people.order_by("sort_key", "pk")))
        return redirect("courses:enter", run=self.run.pk)

    def find_run(self) -> None:
        """Raise Http404 for a run in which none of the own people may enrol, PermissionDenied for readers."""
        hosts = sorted(self.decides_at)
        if not hosts:
            raise PermissionDenied
        found = None
        for host in hosts:
            found = found or runs_open_to(host).filter(pk=self.kwargs["run"]).first()
        if found is None:
            raise Http404
        self.run = found

    def enter(self, people: list[Volunteer]) -> None:
        """Each by the one door."""
        outcomes: list[str] = []
        for person in people:
            try:
                outcomes.append(
                    enrol(person, self.run, actor=Actor.staff(cast("User", self.request.user))).state
                )
            except TransitionError as error:
                messages.warning(self.request, f"{person.full_name}: {error}")
        for state, words in _OUTCOMES.items():
            if number := outcomes.count(state):
                messages.success(self.request, words(number))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A page of people, who of them is in it already, and how many places are left for them."""
        hosts = [one for one in self.organisations if one.pk in self.decides_at]
        if not self.run.organisation.is_centre:
            hosts = [one for one in hosts if one.pk == self.run.organisation_id]
        page = volunteer_page(hosts, state="", after=self.request.GET.get("nach", ""))
        inside = {
            one.volunteer_id: one for one in live_in(self.run.pk).filter(volunteer__organisation__in=hosts)
        }
        clashes = at_the_same_time(self.run, [one.pk for one in page.rows])
        room = room_of(self.run.pk)
        return super().get_context_data(
            run=self.run,
            rows=[
                {"person": one, "place": inside.get(one.pk), "clashes": clashes.get(one.pk)}
                for one in page.rows
            ],
            page=page,
            left=[{"host": one.name, "left": max(room.left_for(one.pk), 0)} for one in hosts],
            several=len(hosts) > 1,
            leads=self.run.organisation_id in {one.pk for one in self.organisations},
            **{name: value for name, value in kwargs.items() if name != "run"},
        )


_OUTCOMES: dict[str, Callable[[int], str]] = {
    EnrolmentState.ENROLLED: lambda number: ngettext(
        "%(number)s Person hat jetzt einen Platz.", "%(number)s Personen haben jetzt einen Platz.", number
    ) % {"number": number},
    EnrolmentState.WAITING: lambda number: ngettext(
        "%(number)s Person steht auf der Warteliste.", "%(number)s Personen stehen auf der Warteliste.", number
    ) % {"number": number},
    EnrolmentState.ASKED: lambda number: ngettext(
        "%(number)s Person ist angefragt. Wer den Kurs leitet, entscheidet.",
        "%(number)s Personen sind angefragt. Wer den Kurs leitet, entscheidet.",
        number,
    ) % {"number": number},
}  # fmt: skip


class OneEnrolmentMixin(RunVerbMixin):
    """A verb about one person in a run."""

    kwargs: Any

    def enrolment(self) -> Enrolment:
        """The place of the address; one of another run is a missing one."""
        rows = self.run.enrolments.select_related("run", "volunteer__organisation")
        return get_object_or_404(rows, pk=self.kwargs["enrolment"])

    def home(self) -> HttpResponse:
        """Back to the people."""
        return redirect("courses:people", run=self.run.pk)


class EnrolmentButtonView(OneEnrolmentMixin, View):
    """A verb about one person that needs nothing but a button."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET."""
        return self.home()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act; what speaks against it stands above the page it is about."""
        try:
            return self.finish(None)
        except GuardFailed as error:
            return self.refuse(str(error), CONFLICT)


class AdmitView(EnrolmentButtonView):
    """Letting somebody in."""

    done = _("Zugelassen. Die Person bekommt eine Mail.")

    def act(self, form: Any) -> None:
        """Call the one service."""
        admit(self.enrolment(), actor=self.actor)


class DeclineView(ReshowOnExpiredToken, OneEnrolmentMixin, FormView[DeclineForm]):
    """Not letting somebody in, with words for them."""

    done = _("Nicht zugelassen. Die Person bekommt eine Mail.")
    form_class = DeclineForm
    template_name = "portal/courses/decline.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask while it is undecided."""
        if not self.decides:
            raise PermissionDenied
        return super().get(request, *args, **kwargs) if self.enrolment().is_asked else self.home()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The person beside the form."""
        return super().get_context_data(**{**kwargs, "run": self.run, "enrolment": self.enrolment()})

    def form_valid(self, form: DeclineForm) -> HttpResponse:
        """Decline."""
        return self.finish(form)

    def act(self, form: DeclineForm) -> None:
        """Call the one service."""
        decline(self.enrolment(), actor=self.actor, message=form.cleaned_data["message"])


class QuotasView(OneRunMixin, TemplateView):
    """Seats of a central run that are kept for organisations."""

    template_name = "portal/courses/quotas.html"
    reshow_on_expired_token = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is kept now."""
        self.only_central()
        return self.show(QuotaForms(initial=rows_of_quotas(self.run), prefix=QUOTAS))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep these seats, or say what speaks against it."""
        self.only_central()
        if getattr(request, "csrf_expired", False):
            return self.show(QuotaForms(request.POST, prefix=QUOTAS), token_expired=True)
        forms = QuotaForms(request.POST, prefix=QUOTAS)
        if not forms.is_valid():
            return self.show(forms)
        try:
            seen = request.POST.get("expected", "")
            set_quotas(
                self.run, forms.plans(), actor=self.actor, expected=int(seen) if seen.isdecimal() else 0
            )
        except StaleState:
            return self.show(forms, changed_meanwhile=True, status=CONFLICT)
        except TransitionError as error:
            return self.show(forms, problem=str(error), status=CONFLICT)
        messages.success(request, _("Gespeichert."))
        return redirect("courses:quotas", run=self.run.pk)

    def only_central(self) -> None:
        """Raise Http404 for a run of a single organisation, PermissionDenied for who does not decide."""
        if not self.run.organisation.is_centre:
            raise Http404
        if not self.decides:
            raise PermissionDenied

    def show(self, forms: Any, *, status: int = 200, **words: Any) -> HttpResponse:
        """The page."""
        seen = last_history_id(self.run) or 0
        words = {**words, "run": self.run, "quotas": forms, "expected": seen}
        return self.render_to_response(self.get_context_data(**words), status=status)
