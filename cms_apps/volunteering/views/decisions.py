"""The verbs of the desk: each a POST that calls one service."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from django.views.generic.base import View

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.volunteering import services
from cms_apps.volunteering.enums import ApplicationState
from cms_apps.volunteering.errors import TalkNotHeld
from cms_apps.volunteering.forms.decisions import AcceptForm, DeclineForm, VerbForm
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.volunteering.views.access import OneApplicationMixin
from cms_apps.volunteering.views.desk import ApplicationView
from cms_apps.volunteering.views.verbs import CONFLICT, ButtonVerb, Verb
from cms_apps.workflow.errors import GuardFailed, StaleState
from cms_apps.workflow.machine import available, last_history_id

NOT_NOW: dict[str, Any] = {
    ApplicationState.RECEIVED: _("Nehmen Sie die Bewerbung zuerst in Prüfung."),
    ApplicationState.ACCEPTED: _("Diese Bewerbung ist schon zugesagt."),
    ApplicationState.DECLINED: _("Diese Bewerbung ist schon abgelehnt."),
    ApplicationState.QUERY: _("Erst kommt die Antwort der Person, oder Sie nehmen die Rückfrage zurück."),
    ApplicationState.TALK: _("Tragen Sie zuerst ein, wie das Erstgespräch ausgegangen ist."),
    ApplicationState.FORWARD_ASKED: _("Die Person entscheidet noch, ob ihre Bewerbung weitergeht."),
    ApplicationState.SHORTLISTED: _("Nehmen Sie die Bewerbung zuerst wieder in Prüfung."),
    ApplicationState.RESTING: _("Nehmen Sie die Bewerbung zuerst wieder in Prüfung."),
    ApplicationState.HANDED_OVER: _("Diese Bewerbung ist weitergeleitet."),
    ApplicationState.MERGED: _("Diese Bewerbung ist mit einer anderen zusammengeführt."),
    ApplicationState.WITHDRAWN: _("Die Person hat ihre Bewerbung zurückgezogen."),
}


class VerbMixin(Verb, OneApplicationMixin):
    """A verb about one application."""

    verb: str

    def home(self) -> HttpResponse:
        """The application."""
        return redirect("desk:application", number=self.application.number)

    def refuse(self, problem: str, status: int) -> HttpResponse:
        """The application as it is now, with the reason above it."""
        page = ApplicationView()
        page.setup(self.request, number=self.application.number)  # type: ignore[attr-defined]
        page.organisations = self.organisations
        self.application.refresh_from_db()
        page.application = self.application
        return page.show(problem=problem, status=status)


class ButtonView(ButtonVerb, VerbMixin, View):
    """A verb about one application that needs nothing but a button."""


class TakeIntoReviewView(ButtonView):
    done = _("Sie prüfen diese Bewerbung und können jetzt die Kontaktdaten anzeigen.")

    def act(self, form: VerbForm) -> None:
        """Begin the review."""
        services.take_into_review(self.application, actor=self.actor, expected=form.cleaned_data["expected"])


class GiveBackView(ButtonView):
    done = _("Sie haben die Bewerbung zurückgegeben. Die Kontaktdaten sind wieder zu.")

    def act(self, form: VerbForm) -> None:
        """Undo the review."""
        services.give_back(self.application, actor=self.actor, expected=form.cleaned_data["expected"])


class DecisionView(ReshowOnExpiredToken, VerbMixin, FormView):
    """A verb with a form of its own."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form while the verb is possible, else what happened meanwhile."""
        if self.verb not in available(APPLICATION, self.application, self.actor):
            return self.refuse(str(NOT_NOW.get(self.application.state, StaleState.message)), CONFLICT)
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """What the person has seen."""
        return {"expected": last_history_id(self.application)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The application beside the form."""
        return super().get_context_data(application=self.application, **kwargs)

    def form_valid(self, form: VerbForm) -> HttpResponse:
        """Perform; what a guard says stands in the form, and what was typed stays."""
        try:
            return self.finish(form)
        except GuardFailed as error:
            return self.guard_failed(form, error)

    def guard_failed(self, form: VerbForm, error: GuardFailed) -> HttpResponse:
        """Show the guard's sentence above the form."""
        form.add_error(None, str(error))
        return self.form_invalid(form)


class AcceptView(DecisionView):
    verb = "accept"
    done = _("Zugesagt. Die Person bekommt eine Mail.")
    form_class = AcceptForm
    template_name = "volunteering/desk/accept.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form offers the runs of the application's organisation."""
        return {**super().get_form_kwargs(), "application": self.application}

    def guard_failed(self, form: VerbForm, error: GuardFailed) -> HttpResponse:
        """Offer what is left and keep the words: the run filled up meanwhile, or a talk is wanted first."""
        field = "without_talk" if isinstance(error, TalkNotHeld) else "course"
        again = AcceptForm(self.request.POST, application=self.application)
        again.is_valid()
        again.errors.pop(field, None)
        again.add_error(field, str(error))
        return self.form_invalid(again)

    def act(self, form: AcceptForm) -> None:
        """Accept."""
        services.accept(
            self.application,
            actor=self.actor,
            run=form.run(),
            or_wait=form.may_wait(),
            without_talk=form.cleaned_data.get("without_talk", False),
            message=form.cleaned_data["message"],
            expected=form.cleaned_data["expected"],
        )


class DeclineView(DecisionView):
    verb = "decline"
    done = _("Abgelehnt. Die Person bekommt eine Mail.")
    form_class = DeclineForm
    template_name = "volunteering/desk/decline.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The button „Satz zum Grund einsetzen“ fills the sentence in and decides nothing."""
        if request.POST.get("go") == "fill":
            typed = request.POST.dict()
            suggested = DeclineForm.suggested(typed.get("reason", ""), self.application.language)
            typed["sentence"] = suggested or typed.get("sentence", "")
            form = DeclineForm(initial=typed)
            return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)

    def act(self, form: DeclineForm) -> None:
        """Decline."""
        services.decline(
            self.application,
            actor=self.actor,
            reason=form.cleaned_data["reason"],
            message=form.message(),
            expected=form.cleaned_data["expected"],
        )
