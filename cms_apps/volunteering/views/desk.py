"""The queue, and one application."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from cms_apps.enrolments.selectors import live_enrolments
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.volunteering.forms.finding import FindForm
from cms_apps.volunteering.forms.notes import NoteForm
from cms_apps.volunteering.selectors import (
    PRESETS,
    Wanted,
    applications_visible_to,
    choices_for,
    desk_counts,
    is_correctable,
    open_plan,
    possible_duplicates,
    queue_page,
    whole_history,
)
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.volunteering.views.access import DeskMixin, OneApplicationMixin
from cms_apps.volunteering.views.remembered import remember, remembered
from cms_apps.workflow.machine import available

SEARCH = "search"
SHELF_NAMES = {"entschieden": "decided", "vorgemerkt": "kept"}


class QueueView(ReshowOnExpiredToken, DeskMixin, TemplateView):
    """Overdue and oldest first; decided and kept ones on pages of their own; what is looked for never in an address."""

    template_name = "volunteering/desk/queue.html"

    @cached_property
    def wanted(self) -> Wanted:
        """What is looked for: a preset, or what was kept in the session."""
        asked = self.request.GET
        kept = remembered(self.request.session, SEARCH, asked.get("suche", ""))
        return Wanted(**kept) if kept else PRESETS.get(asked.get("zeige", ""), Wanted())

    def get_form(self) -> FindForm:
        """What was typed, or what is looked for now."""
        choices = choices_for(self.organisations)
        if self.request.method == "POST":
            return FindForm(self.request.POST, choices=choices)
        return FindForm(initial=asdict(self.wanted), choices=choices)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what is looked for and show it; a whole number leads to its application."""
        form = self.get_form()
        if getattr(request, "csrf_expired", False) or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        wanted = form.wanted()
        rows = applications_visible_to(request.user) if wanted.number else None  # type: ignore[arg-type]
        if rows is not None and rows.filter(number=wanted.number).exists():
            return redirect("desk:application", number=wanted.number)
        query = {"stand": request.POST.get("stand", "")} if self._shelf_asked(request.POST) else {}
        if wanted:
            query["suche"] = remember(request.session, SEARCH, asdict(wanted))
        return redirect(f"{request.path}?{urlencode(query)}" if query else request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the queue and the counts beside it."""
        shelf = self.wanted.shelf or self._shelf_asked(self.request.GET) or "open"
        after = self.request.GET.get("nach", "")
        page = queue_page(
            self.organisations, shelf=shelf, after=after, wanted=self.wanted, user=self.request.user
        )
        kwargs.setdefault("form", self.get_form())
        own = self._own_query()
        return super().get_context_data(
            page=page,
            next_url=f"?{urlencode({**own, 'nach': page.next_after})}" if page.next_after else "",
            first_url="" if page.is_first else f"{self.request.path}?{urlencode(own)}",
            here=urlencode({**own, **({"nach": after} if after else {})}),
            counts=desk_counts(self.organisations, self.request.user),
            shelf=shelf,
            stand=own.get("stand", ""),
            wanted=self.wanted,
            ticked="alle" in self.request.GET,
            several=len(self.organisations) > 1,
            may_decide=bool(self.decides_at),
            **kwargs,
        )

    def _own_query(self) -> dict[str, str]:
        """What of the address says which rows these are; an unknown word is left out."""
        asked = self.request.GET
        own = {"stand": asked.get("stand", "")} if self._shelf_asked(asked) else {}
        if remembered(self.request.session, SEARCH, asked.get("suche", "")):
            own["suche"] = asked["suche"]
        elif asked.get("zeige", "") in PRESETS:
            own["zeige"] = asked["zeige"]
        return own

    @staticmethod
    def _shelf_asked(query: Any) -> str:
        return SHELF_NAMES.get(query.get("stand", ""), "")


class ApplicationView(OneApplicationMixin, TemplateView):
    """Everything about one application, and the verbs that this person may use now."""

    template_name = "volunteering/desk/application.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Answers, history and buttons; none while something is planned that can be recalled."""
        application = self.application
        planned, history = open_plan(application), list(whole_history(application))
        own = [row for row in history if row.subject_id == application.pk]
        alike = possible_duplicates(application)
        waits = planned is not None and planned.is_open
        kwargs.setdefault("note_form", NoteForm())
        return super().get_context_data(
            application=application,
            languages=list(application.languages.all()),
            history=history,
            enrolments=list(live_enrolments(application.volunteer_id)) if application.volunteer_id else [],
            verbs=[] if waits else available(APPLICATION, application, self.actor),
            expected=own[-1].pk if own else None,
            alike=alike,
            planned=planned,
            notes=[(note, is_correctable(note, self.request.user)) for note in application.notes.all()],
            may_decide=application.organisation_id in self.decides_at,
            is_mine=application.assigned_to_id == self.request.user.pk,
            **kwargs,
        )

    def show(self, *, problem: str, status: int) -> HttpResponse:
        """The page with a sentence about what went wrong."""
        return self.render_to_response(self.get_context_data(problem=problem), status=status)
