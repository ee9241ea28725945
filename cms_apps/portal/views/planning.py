"""Planning a course at the desk: new, as a copy of an earlier one, or changed. Rows of dates come and go by POST."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from cms_apps.courses.forms.plan import DATES, DateForms, PlanForm, plan_of, rows_of, typed_plan, typed_rows
from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import kinds
from cms_apps.courses.services import plan_run
from cms_apps.enrolments.services import change_run
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import organisations_of
from cms_apps.organisations.views.access import DeskMixin
from cms_apps.portal.views.courses import OneRunMixin, RunVerbMixin
from cms_apps.reports.selectors.grants import Grant, Size, grant_on
from cms_apps.volunteering.views.verbs import CONFLICT
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import GuardFailed, StaleState
from cms_apps.workflow.machine import last_history_id

MORE, LESS, WEEK = "termin_mehr", "termin_weniger", 7
LONGEST_UNITS = 4
Rows = list[dict[str, Any]]


class PlanningMixin:
    """The form with its rows; `first()` is what it shows at first, `save()` calls the one service."""

    request: Any
    template_name: Any = "portal/courses/plan.html"
    reshow_on_expired_token = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form to who decides there."""
        self.only_who_decides()
        plan, rows = self.first()
        return self.show(self.unchecked(plan, rows))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save; or show it again with one row more or less, or after an expired token, and check nothing."""
        self.only_who_decides()
        rows: Rows = list(typed_rows(request.POST))
        expired = getattr(request, "csrf_expired", False)
        if not (expired or MORE in request.POST or LESS in request.POST):
            return self.check()
        if MORE in request.POST:
            rows.append({**rows[-1], "pk": "", "day": "", "topic": "", "module": ""} if rows else {})
        index = request.POST.get(LESS, "")
        if index in [str(one) for one in range(len(rows))]:
            del rows[int(index)]
        return self.show(self.unchecked(typed_plan(request.POST), rows), token_expired=expired)

    def check(self) -> HttpResponse:
        """Save what is right; else say at each field what is not."""
        form = PlanForm(self.request.POST)
        dates = DateForms(self.request.POST, prefix=DATES)
        if form.is_valid() & dates.is_valid():
            try:
                run = self.save(form, dates)
            except GuardFailed as error:
                form.add_error(None, str(error))
            else:
                return redirect("courses:one", run=run.pk)
        return self.show((form, dates))

    def unchecked(self, plan: dict[str, Any], rows: Rows) -> tuple[PlanForm, Any]:
        """The form with these words in it."""
        return PlanForm(initial=plan), DateForms(initial=rows, prefix=DATES)

    def show(self, forms: tuple[PlanForm, Any], *, status: int = 200, **words: Any) -> HttpResponse:
        """The page."""
        form, dates = forms
        words = self.get_context_data(form=form, dates=dates, size=_size(form, dates), **words)  # type: ignore[attr-defined]
        return self.render_to_response(words, status=status)  # type: ignore[attr-defined, no-any-return]

    def only_who_decides(self) -> None:
        """Raise PermissionDenied for anybody else, whatever was typed."""
        raise NotImplementedError

    def first(self) -> tuple[dict[str, Any], Rows]:
        """The plan and its rows of dates at first."""
        raise NotImplementedError

    def save(self, form: PlanForm, dates: Any) -> CourseRun:
        """Call the one service."""
        raise NotImplementedError


@dataclass(frozen=True)
class PlannedSize:
    """What the form says about how large a course may be: of the kinds that are granted for, as it stands now."""

    kinds: str
    grant: Grant
    units: int
    counts: bool

    @property
    def is_above(self) -> bool:
        """Whether more is planned than is granted for; too little may just not be typed yet."""
        return self.counts and self.grant.size(self.units) == Size.ABOVE


def _size(form: PlanForm, dates: Any) -> PlannedSize:
    funded = {str(one.pk): one.name for one in kinds() if one.is_funded}
    typed = [str(row["teaching_units"].value() or "") for row in dates.forms]
    units = sum(int(one) for one in typed if one.isdecimal() and len(one) < LONGEST_UNITS)
    counts = units > 0 and str(form["kind_id"].value() or "") in funded
    grant = grant_on(_first_day(dates) or timezone.localdate())
    return PlannedSize(", ".join(funded.values()), grant, units, counts)


def _first_day(dates: Any) -> date | None:
    """The first day that is typed in, for the rule that holds then."""
    return min((day for row in dates.forms if (day := _day(row["day"].value()))), default=None)


def _day(typed: Any) -> date | None:
    try:
        return parse_date(str(typed or ""))
    except ValueError:  # 30 February; the form says so
        return None


class PlanView(PlanningMixin, DeskMixin, TemplateView):
    """A new course of an own organisation; a foreign one is a missing one (404)."""

    organisation: HostOrganisation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find whose course it shall be."""
        if request.user.is_authenticated and organisations_of(request.user).exists():
            found = organisations_of(request.user).filter(pk=kwargs["organisation"]).first()
            if found is None:
                raise Http404
            self.organisation = found
        return super().dispatch(request, *args, **kwargs)

    def only_who_decides(self) -> None:
        """A member who decides at this organisation."""
        if self.organisation.pk not in self.decides_at:
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whose course, and under which words."""
        kwargs.pop("organisation", None)
        return super().get_context_data(organisation=self.organisation, heading=_("Neuer Kurs"), **kwargs)

    def first(self) -> tuple[dict[str, Any], Rows]:
        """An empty plan with one row."""
        return {}, [{}]

    def save(self, form: PlanForm, dates: Any) -> CourseRun:
        """Make it."""
        run = plan_run(self.organisation, form.plan(dates), actor=Actor.staff(self.request.user))
        messages.success(
            self.request, _("Der Kurs ist geplant. Öffnen Sie die Anmeldung, wenn alles stimmt.")
        )
        return run


class OneRunPlanMixin(PlanningMixin, OneRunMixin):
    """A form that begins with a run that there is; only for who decides."""

    heading: Any

    def only_who_decides(self) -> None:
        """A member who decides about this course."""
        if not self.decides:
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The run beside the form."""
        words = {**kwargs, "run": self.run, "organisation": self.run.organisation, "heading": self.heading}
        return super().get_context_data(**words)


class CopyView(OneRunPlanMixin, TemplateView):
    """A new course like an earlier one, so many weeks later that it lies ahead, at the same times on the wall."""

    heading = _("Kurs kopieren")

    def first(self) -> tuple[dict[str, Any], Rows]:
        """What the earlier one was."""
        rows = rows_of(self.run, days=self._days(), as_new=True)
        return {**plan_of(self.run), "closes_on": None}, rows

    def save(self, form: PlanForm, dates: Any) -> CourseRun:
        """Make the new one."""
        run = plan_run(self.run.organisation, form.plan(dates), actor=self.actor)
        messages.success(
            self.request, _("Der Kurs ist geplant. Öffnen Sie die Anmeldung, wenn alles stimmt.")
        )
        return run

    def _days(self) -> int:
        first = self.run.dates.first()
        behind = (timezone.localdate() - timezone.localdate(first.starts_at)).days if first else 0
        return max(behind // WEEK + 1, 1) * WEEK


class ChangeView(OneRunPlanMixin, RunVerbMixin, TemplateView):
    """The plan of a run; who is in it hears of new dates."""

    heading = _("Kurs ändern")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form while the plan can be changed, else the run as it is now."""
        if self.decides and not self.run.is_changeable:
            return self.refuse(str(StaleState.message), CONFLICT)
        return super().get(request, *args, **kwargs)

    def check(self) -> HttpResponse:
        """As for every plan; of two who change it the later one keeps what was typed, and is told (409)."""
        try:
            return super().check()
        except StaleState:
            typed = {**typed_plan(self.request.POST), "expected": last_history_id(self.run) or 0}
            forms = self.unchecked(typed, list(typed_rows(self.request.POST)))
            return self.show(forms, status=CONFLICT, changed_meanwhile=True)

    def first(self) -> tuple[dict[str, Any], Rows]:
        """The run as it is."""
        return {**plan_of(self.run), "expected": last_history_id(self.run)}, rows_of(self.run)

    def save(self, form: PlanForm, dates: Any) -> CourseRun:
        """Change it."""
        seen = form.cleaned_data["expected"] or 0
        run = change_run(self.run, form.plan(dates), actor=self.actor, expected=seen)
        messages.success(
            self.request, _("Gespeichert. Sind Termine oder Ort neu, bekommen alle im Kurs eine Mail.")
        )
        return run
