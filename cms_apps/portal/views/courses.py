"""Courses at the desk: a list, a page for each run, who is in it, planning it, and its verbs."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from django.views.generic.base import View

from cms_apps.courses.enums import TAKING_STATES
from cms_apps.courses.errors import TooFewPeople
from cms_apps.courses.forms.verbs import CancelForm
from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.courses.selectors import quotas_of, run_page, runs_at_desk, runs_visible_to
from cms_apps.courses.services import close_run, open_run, settle_run
from cms_apps.courses.transitions import COURSE_RUN
from cms_apps.enrolments.selectors import at_the_same_time, with_waiting
from cms_apps.enrolments.selectors.roster import Roster, counted_needs, roster_page
from cms_apps.enrolments.services import cancel_run, confirm_run
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.organisations.selectors import organisations_of
from cms_apps.organisations.views.access import DeskMixin
from cms_apps.privacy.models import Looked
from cms_apps.privacy.services import note_accesses
from cms_apps.reports.selectors.grants import size_warning
from cms_apps.volunteering.forms.decisions import VerbForm
from cms_apps.volunteering.views.verbs import CONFLICT, ButtonVerb, Verb
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import GuardFailed, StaleState
from cms_apps.workflow.machine import available, last_history_id

CLOSED = "erledigt"


def seen(form: Any) -> int | None:
    """The last history row that the person saw; a run made in the admin has none yet, and its form says 0."""
    return form.cleaned_data["expected"] or None


class RunsView(DeskMixin, TemplateView):
    """What is ahead or under way, or what is over; soonest first."""

    template_name = "portal/courses/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the list."""
        shelf = CLOSED if self.request.GET.get("stand") == CLOSED else ""
        runs = with_waiting(runs_at_desk(self.organisations, closed=bool(shelf)))
        page = run_page(runs, after=self.request.GET.get("nach", ""))
        own = {"stand": shelf} if shelf else {}
        return super().get_context_data(
            page=page,
            shelf=shelf,
            plans_for=[one for one in self.organisations if one.pk in self.decides_at],
            next_url=f"?{urlencode({**own, 'nach': page.next_after})}" if page.next_after else "",
            first_url="" if page.is_first else f"{self.request.path}?{urlencode(own)}",
            several=len(self.organisations) > 1,
            **kwargs,
        )


class OneRunMixin(DeskMixin):
    """A page about one run of the own organisation; a foreign one is a missing one (404)."""

    run: CourseRun

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read the run through the eyes of the person."""
        if request.user.is_authenticated:
            rows = with_waiting(runs_visible_to(request.user)).select_related("organisation", "kind")
            run = rows.filter(pk=kwargs["run"]).first()
            if run is None and organisations_of(request.user).exists():
                raise Http404
            if run is not None:
                self.run = run
        return super().dispatch(request, *args, **kwargs)

    @property
    def actor(self) -> Actor:
        """The signed-in person as the one who acts."""
        return Actor.staff(self.request.user)  # type: ignore[attr-defined]

    @property
    def decides(self) -> bool:
        """Whether this person's role decides for the run's organisation."""
        return self.run.organisation_id in self.decides_at


class RunView(OneRunMixin, TemplateView):
    """The plan, how many are in it, the history, and the verbs that this person may use now. Names nobody."""

    template_name = "portal/courses/run.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything about one run but the people."""
        dates = list(self.run.dates.select_related("module"))
        units = sum(one.teaching_units for one in dates)
        return super().get_context_data(
            run=self.run,
            dates=dates,
            units=units,
            size_warning=size_warning(self.run, begins=dates[0].starts_at if dates else None, units=units),
            history=list(self.run.history.select_related("actor")),
            verbs=available(COURSE_RUN, self.run, self.actor) if self.decides else [],
            quotas=quotas_of(self.run) if self.run.organisation.is_centre else [],
            takes_people=self.run.state in TAKING_STATES,
            nobody_can_enrol=self.run.state in TAKING_STATES and _is_too_late(self.run, dates),
            may_plan=self.decides,
            expected=last_history_id(self.run),
            **{name: value for name, value in kwargs.items() if name != "run"},
        )

    def show(self, *, status: int, **words: Any) -> HttpResponse:
        """The page with a sentence about what went wrong."""
        return self.render_to_response(self.get_context_data(**words), status=status)


def _is_too_late(run: CourseRun, dates: list[CourseDate]) -> bool:
    begun = not dates or min(one.starts_at for one in dates) <= timezone.now()
    return begun or (run.closes_on is not None and run.closes_on < timezone.localdate())


class PeopleView(OneRunMixin, TemplateView):
    """Who has a place, is offered one or waits; by name, so everybody on it is written down as seen.

    What they need is shown to those who decide about the course, and to nobody else in the team.
    """

    template_name = "portal/courses/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A page of the people, first those about whom somebody must decide, then in the order in which places go."""
        page = roster_page(self.run, after=self.request.GET.get("nach", ""), needs=self.decides)
        self._shown(page)
        asked = [one for one in page.people if one.is_asked]
        return super().get_context_data(
            run=self.run,
            page=page,
            counts=page.counts,
            enrolled=[one for one in page.people if one.came],
            offered=[one for one in page.people if one.is_offered],
            waiting=[one for one in page.people if one.is_waiting],
            asked=asked,
            clashing=at_the_same_time(self.run, [one.volunteer_id for one in asked]) if asked else {},
            may_admit=self.decides,
            own={one.pk for one in self.organisations},
            guests=[one for one in page.guests if one.has_place],
            guests_waiting=[one for one in page.guests if one.is_waiting],
            shows_needs=self.decides,
            needs=counted_needs(self.run.pk) if self.decides and page.is_first else [],
            next_url=f"?{urlencode({'nach': page.next_after})}" if page.next_after else "",
            first_url="" if page.is_first else self.request.path,
            **{name: value for name, value in kwargs.items() if name != "run"},
        )

    def _shown(self, page: Roster) -> None:
        note_accesses(
            self.request.user,
            organisation=self.run.organisation.name,
            object_keys=[
                *(one.volunteer.subject_key for one in page.people),
                *(one.subject_key for one in page.guests),
            ],
            what=Looked.SEEN,
        )


class RunVerbMixin(Verb, OneRunMixin):
    """A verb about one run."""

    def home(self) -> HttpResponse:
        """To the run."""
        return redirect("courses:one", run=self.run.pk)

    def refuse(self, problem: str, status: int) -> HttpResponse:
        """The run as it is now, with the reason above."""
        return self.page().show(problem=problem, status=status)

    def page(self) -> RunView:
        """The run as it is now."""
        page = RunView()
        page.setup(self.request, run=self.run.pk)
        page.organisations = self.organisations
        self.run.refresh_from_db()
        page.run = self.run
        return page


class RunButtonView(ButtonVerb, RunVerbMixin, View):
    """A verb about one run that needs nothing but a button."""


class OpenView(RunButtonView):
    done = _("Die Anmeldung ist offen.")

    def act(self, form: VerbForm) -> None:
        """Begin to take people."""
        open_run(self.run, actor=self.actor, expected=seen(form))


class CloseView(RunButtonView):
    done = _("Die Anmeldung ist geschlossen. Wer einen Platz hat, behält ihn.")

    def act(self, form: VerbForm) -> None:
        """Take nobody more."""
        close_run(self.run, actor=self.actor, expected=seen(form))


class ConfirmView(RunButtonView):
    done = _("Der Kurs findet statt.")
    too_few = ""

    def act(self, form: VerbForm) -> None:
        """Say that it takes place; below the minimum only with the second button."""
        anyway = self.request.POST.get("trotzdem") == "ja"
        try:
            confirm_run(self.run, actor=self.actor, anyway=anyway, expected=seen(form))
        except TooFewPeople as error:
            self.too_few = str(error)
            raise

    def refuse(self, problem: str, status: int) -> HttpResponse:
        """The run as it is now; with the second button where only the minimum speaks against it."""
        return self.page().show(problem=problem, status=status, too_few=problem == self.too_few)


class SettleView(RunButtonView):
    done = _("Der Kurs ist abgerechnet.")

    def act(self, form: VerbForm) -> None:
        """Note that it was accounted for."""
        settle_run(self.run, actor=self.actor, expected=seen(form))


class CancelView(ReshowOnExpiredToken, RunVerbMixin, FormView[CancelForm]):
    """Calling a run off, with words for everybody in it."""

    done = _("Der Kurs ist abgesagt. Alle, die einen Platz hatten oder warteten, bekommen eine Mail.")
    form_class = CancelForm
    template_name = "portal/courses/cancel.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form while the verb is possible, else the run as it is now."""
        if not self.decides:
            raise PermissionDenied
        if "cancel" not in available(COURSE_RUN, self.run, self.actor):
            return self.refuse(str(StaleState.message), CONFLICT)
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """What the person has seen."""
        return {"expected": last_history_id(self.run) or 0}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The run beside the form."""
        return super().get_context_data(**{**kwargs, "run": self.run})

    def form_valid(self, form: CancelForm) -> HttpResponse:
        """Call it off; what was typed stays where the run was changed meanwhile and can still be called off."""
        try:
            answer = self.finish(form)
        except GuardFailed as error:
            return self.refuse(str(error), CONFLICT)
        if answer.status_code != CONFLICT or "cancel" not in available(COURSE_RUN, self.run, self.actor):
            return answer
        again = self.form_class(
            initial={"expected": last_history_id(self.run) or 0, "message": form.cleaned_data["message"]}
        )
        return self.render_to_response(
            self.get_context_data(form=again, changed_meanwhile=True), status=CONFLICT
        )

    def act(self, form: CancelForm) -> None:
        """Call the one service."""
        message = form.cleaned_data["message"]
        cancel_run(self.run, actor=self.actor, message=message, expected=seen(form))
