"""Who was there: a page for each date, made for a phone, and how far everybody is."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from django.views.generic.base import View

from cms_apps.courses.enums import RunState
from cms_apps.courses.models import CourseDate
from cms_apps.enrolments.forms.attendance import AttendanceForm
from cms_apps.enrolments.models import Attendance, Enrolment
from cms_apps.enrolments.selectors.attendance import (
    MOST_GUESTS,
    Standing,
    dates_as_noted,
    guests,
    participants,
    standings,
)
from cms_apps.enrolments.services import complete_run, note_attendance, reopen
from cms_apps.enrolments.services.papers import EMPTY, FILLED, participants_pdf
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.portal.views.admission import EnrolmentButtonView
from cms_apps.portal.views.courses import OneRunMixin, RunVerbMixin
from cms_apps.privacy.models import Looked
from cms_apps.privacy.services import note_accesses
from cms_apps.volunteering.forms.decisions import VerbForm
from cms_apps.volunteering.views.verbs import CONFLICT, ButtonVerb
from cms_apps.workflow.errors import GuardFailed


class LeaderMixin(OneRunMixin):
    """A page for those who lead the run; a reader of the same team gets 403. Whom it shows is written down."""

    looked: str = Looked.SEEN

    def check(self) -> None:
        """Refuse who does not lead it."""
        if not self.decides:
            raise PermissionDenied

    def shown(self, people: Sequence[Enrolment]) -> None:
        """Write down whom the page shows."""
        note_accesses(
            self.request.user,  # type: ignore[attr-defined]
            organisation=self.run.organisation.name,
            object_keys=[one.volunteer.subject_key for one in people],
            what=self.looked,
        )


class AttendanceView(LeaderMixin, TemplateView):
    """Each date with what is missing there, and how far everybody is."""

    template_name = "portal/courses/attendance.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it to who leads the run."""
        self.check()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The dates and the people."""
        found = standings(self.run)
        self.shown([one.enrolment for one in found])
        return super().get_context_data(
            run=self.run,
            dates=dates_as_noted(self.run),
            standings=found,
            undecided=any(one.enrolment.is_enrolled or _may_complete(one) for one in found),
            settled=self.run.state == RunState.SETTLED,
            completed=sum(one.enrolment.is_completed for one in found),
            **{name: value for name, value in kwargs.items() if name != "run"},
        )

    def show(self, *, status: int, **words: Any) -> HttpResponse:
        """The page with a sentence about what went wrong."""
        return self.render_to_response(self.get_context_data(**words), status=status)


def _may_complete(one: Standing) -> bool:
    """Whether somebody who was short has made up what was missing."""
    return one.enrolment.came and not one.enrolment.is_completed and not one.missing


class DateView(ReshowOnExpiredToken, LeaderMixin, FormView[AttendanceForm]):
    """One date: a tap for each person, saved by one button; what somebody else noted meanwhile is shown, not lost."""

    template_name = "portal/courses/date.html"
    form_class = AttendanceForm
    date: CourseDate
    people: list[Enrolment]
    more: list[Enrolment]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list; of a date that lies ahead only when it is."""
        self.read()
        if timezone.localdate(self.date.starts_at) > timezone.localdate():
            return render(request, "portal/courses/date_ahead.html", {"run": self.run, "date": self.date})
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it."""
        self.read()
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def read(self) -> None:
        """The date and who is on its list; those who can make something up here come after the own people."""
        self.check()
        rows = self.run.dates.select_related("module", "run__organisation")
        found = rows.filter(pk=self.kwargs["date"]).first()
        if found is None:
            raise Http404
        self.date = found
        self.people = list(participants(self.run.pk))
        self.more = list(guests(found)[:MOST_GUESTS])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Everybody, and what is noted."""
        every = [*self.people, *self.more]
        rows = Attendance.objects.filter(date=self.date, enrolment__in=[one.pk for one in every])
        noted = {
            row.enrolment_id: row
            for row in rows.select_related("noted_by").prefetch_related("earlier__noted_by")
        }
        return {**super().get_form_kwargs(), "date": self.date, "people": every, "noted": noted}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Own people, then guests."""
        context = super().get_context_data(**{**kwargs, "run": self.run, "date": self.date})
        lines = context["form"].lines(context.get("overtaken", frozenset()))
        self.shown([one.enrolment for one in lines])
        own = len(self.people)
        here = [one for one in lines[own:] if one.noted]
        return {
            **context,
            "lines": [*lines[:own], *here],
            "candidates": [one for one in lines[own:] if not one.noted],
            "some_completed": any(one.enrolment.is_completed for one in lines),
        }

    def form_valid(self, form: AttendanceForm) -> HttpResponse:
        """Write what was tapped; show where somebody was faster."""
        notes = form.notes(rest_was_there=self.request.POST.get("alle") == "da")
        try:
            overtaken = note_attendance(self.date, notes, actor=self.actor)
        except GuardFailed as error:
            return self.render_to_response(
                self.get_context_data(form=form, problem=str(error)), status=CONFLICT
            )
        if overtaken:
            fresh = AttendanceForm(**{**self.get_form_kwargs(), "data": None, "files": None})
            faster = frozenset(row.enrolment_id for row in overtaken)
            return self.render_to_response(
                self.get_context_data(form=fresh, overtaken=faster), status=CONFLICT
            )
        if notes:
            messages.success(self.request, _("Gespeichert."))
        else:
            messages.info(self.request, _("Es war nichts zu ändern."))
        return redirect("courses:date", run=self.run.pk, date=self.date.pk)


def refused(view: LeaderMixin, problem: str, status: int) -> HttpResponse:
    """Who was there, for those who lead the run, with what spoke against a verb."""
    view.check()
    page = AttendanceView()
    page.setup(view.request, run=view.run.pk)  # type: ignore[attr-defined]
    page.organisations, page.run = view.organisations, view.run
    return page.show(problem=problem, status=status)


class CompleteView(ButtonVerb, LeaderMixin, RunVerbMixin, View):
    """Let everybody complete the course who attended enough."""

    done: Any = gettext_lazy("Der Abschluss ist eingetragen.")

    def home(self) -> HttpResponse:
        """To who was there."""
        return redirect("courses:attendance", run=self.run.pk)

    def refuse(self, problem: str, status: int) -> HttpResponse:
        """Who was there, with the reason above."""
        return refused(self, problem, status)

    def act(self, form: VerbForm) -> None:
        """Complete it."""
        number, short = complete_run(self.run, actor=self.actor)
        done = ngettext(
            "%(number)s Person hat den Kurs abgeschlossen.",
            "%(number)s Personen haben den Kurs abgeschlossen.",
            number,
        ) % {"number": number}
        missing = ngettext(
            "Bei %(number)s Person fehlen noch UE.", "Bei %(number)s Personen fehlen noch UE.", len(short)
        ) % {"number": len(short)}
        self.done = f"{done} {missing}" if short else done


class ReopenView(LeaderMixin, EnrolmentButtonView):
    """Taking back that somebody has completed the course."""

    done = gettext_lazy("Der Abschluss ist zurückgenommen. Sie können die Anwesenheit jetzt ändern.")

    def home(self) -> HttpResponse:
        """To who was there."""
        return redirect("courses:attendance", run=self.run.pk)

    def refuse(self, problem: str, status: int) -> HttpResponse:
        """Who was there, with the reason above."""
        return refused(self, problem, status)

    def act(self, form: Any) -> None:
        """Call the one service."""
        reopen(self.enrolment(), actor=self.actor)


class ListFileView(LeaderMixin, View):
    """The list of participants as a PDF: to be signed, or filled in."""

    http_method_names: Any = ["get", "head"]
    looked = Looked.PRINTED

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it; it is kept nowhere."""
        self.check()
        kind = kwargs["kind"]
        if kind not in (EMPTY, FILLED):
            raise Http404
        found = standings(self.run)
        self.shown([one.enrolment for one in found])
        head = {"Content-Disposition": f'inline; filename="teilnehmende-{self.run.pk}-{kind}.pdf"'}
        return HttpResponse(
            participants_pdf(self.run, found, kind), content_type="application/pdf", headers=head
        )
