"""The wizard's view: keep what was typed, then decide where to go."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from formtools.wizard.views import WizardView

from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import organisation_of_sign_up
from cms_apps.volunteering import services
from cms_apps.volunteering.errors import DraftGone, OrganisationNotOffered
from cms_apps.volunteering.forms.base import StepForm
from cms_apps.volunteering.forms.languages import ADD_ROW, LanguagesForm
from cms_apps.volunteering.wizard import guard, ownership, saving
from cms_apps.volunteering.wizard.review import StepReview, check_together, review_of, sign_up_from
from cms_apps.volunteering.wizard.steps import (
    BY_NAME,
    CHECK,
    FIRST,
    STEPS,
    Step,
    step_after,
    step_before,
    steps_for,
)

SHOW_ERRORS, IN_LANGUAGE, TOO_MANY = "?fehler", "in-", 429


class SignUpWizard(WizardView):
    """A step is shown by GET and kept by POST; a GET writes nothing, only the last POST sends.

    Buttons carry `go`: next, back, save, add_row, in-en (the same step in English). Only "Weiter" checks.
    """

    storage_name = "cms_apps.volunteering.wizard.storage.DraftStorage"
    template_name = "volunteering/wizard/step.html"
    form_list = [(step.name, step.form) for step in STEPS]
    reshow_on_expired_token = True
    _organisation: HostOrganisation | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the draft that this browser owns; a foreign and a missing one look the same."""
        try:
            request.draft = ownership.own_draft(request, kwargs.get("draft"))  # type: ignore[attr-defined]
            response = super().dispatch(request, *args, **kwargs)
        except DraftGone:
            return draft_gone(request)
        if request.method == "POST" and request.draft is not None:  # type: ignore[attr-defined]
            ownership.remember(request, response, request.draft)  # type: ignore[attr-defined]
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show a step with what was typed before, without errors."""
        draft, step = request.draft, kwargs.get("step")  # type: ignore[attr-defined]
        if draft is not None and draft.submitted_at and step:
            return redirect("sign_up:sent", draft=draft.key)
        if draft is None or draft.submitted_at:
            return self.show(FIRST)
        if step is None:
            return self.go_to(self.first_open_step())
        if step not in BY_NAME or (step != FIRST and self.organisation_id is None):
            return self.go_to(FIRST)
        if not BY_NAME[step].condition(self.organisation):
            return self.go_to(step_after(step, self.organisation))
        return self.show(step, errors="fehler" in request.GET)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep the step, then go where the button says."""
        step = kwargs.get("step") or FIRST
        if step not in BY_NAME:
            return self.go_to(FIRST)
        self.storage.current_step = step
        if getattr(self.request, "csrf_expired", False):
            return self.render(self._form_as_left(step, self.request.POST), token_expired=True)
        if not self._ensure_draft(kwargs.get("draft")):
            return self._too_many(step)
        if self.request.draft.submitted_at:
            return redirect("sign_up:sent", draft=self.request.draft.key)
        self.storage.set_step_data(step, self.request.POST)
        go = self.request.POST.get("go", "next")
        if go.startswith(saving.TAKE):
            services.take_other(self.request.draft, step, *saving.wanted_by(go))
        if self.request.draft.overwritten.get(step):
            return self.go_to(step)
        return self._go(step, go)

    def done(self, form_list: Any, form_dict: dict[str, StepForm], **kwargs: Any) -> HttpResponseBase:
        """Send: once for each draft, however often the button is pressed."""
        services.submit_application(self.request.draft, sign_up_from(form_dict, get_language() or "de"))
        return redirect("sign_up:sent", draft=self.request.draft.key)

    def show(self, step: str, *, errors: bool = False) -> HttpResponseBase:
        """Show a step as it was left; with `errors` say what is wrong with it.

        Errors are shown by GET too: a page that answered a POST cannot be reached by Back.
        """
        self.storage.current_step = step
        raw = self.storage.get_step_data(step)
        if errors and raw is not None:
            return self.render(self.get_form(step, data=raw), attempted=True)
        return self.render(self.get_form(step))

    def go_to(self, step: str, suffix: str = "") -> HttpResponseBase:
        """Redirect to a step of this draft; `suffix` is a query or an anchor. One that another click has sent meanwhile is sent."""
        draft = self.request.draft
        if draft is not None and draft.submitted_at:
            return redirect("sign_up:sent", draft=draft.key)
        return redirect(self.step_url(step) + suffix)

    def step_url(self, step: str) -> str:
        """The address of a step of this draft; of the start while there is none."""
        draft = self.request.draft
        if draft is None or draft.submitted_at:
            return reverse("sign_up:start")
        return reverse("sign_up:step", kwargs={"draft": draft.key, "step": step})

    def _keeper(self, step: str) -> str:
        draft = self.request.draft
        if draft is None or draft.submitted_at:
            return reverse("sign_up:autosave_first", kwargs={"step": step})
        return reverse("sign_up:autosave", kwargs={"draft": draft.key, "step": step})

    @property
    def organisation_id(self) -> int | None:
        """The organisation chosen at the first step, if that step is whole."""
        chosen = (self.storage.get_step_data(FIRST) or {}).get(f"{FIRST}-organisation", "")
        return int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None  # noqa: PLR2004 -- fits any key

    @property
    def organisation(self) -> HostOrganisation | None:
        """The chosen organisation, read once for each choice."""
        pk = self.organisation_id
        if self._organisation is None or self._organisation.pk != pk:
            self._organisation = organisation_of_sign_up(pk) if pk else None
        return self._organisation

    @property
    def own_steps(self) -> list[Step]:
        """The steps that the chosen organisation needs."""
        return steps_for(self.organisation)

    def first_open_step(self) -> str:
        """Where somebody who comes back goes on: the first step that was never kept."""
        kept = self.storage.data[self.storage.step_data_key]
        return next((step.name for step in self.own_steps if step.name not in kept), CHECK)

    def get_form_kwargs(self, step: str | None = None) -> dict[str, Any]:
        """Steps after the first may depend on the chosen organisation."""
        return {"organisation": self.organisation}

    def get_form_initial(self, step: str) -> dict[str, Any]:
        """What was kept, for an unbound form."""
        raw = self.storage.get_step_data(step)
        return BY_NAME[step].form.initial_from(dict(raw.lists()), step) if raw else {}

    def _form_as_left(self, step: str, raw: Any) -> StepForm:
        form_class = BY_NAME[step].form
        initial = form_class.initial_from(dict(raw.lists()), step)
        return form_class(initial=initial, prefix=step, organisation=self.organisation)

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """One wizard, one prefix."""
        return "sign_up"

    def get_context_data(self, form: StepForm, **kwargs: Any) -> dict[str, Any]:
        """What the page of a step shows around its fields."""
        step = BY_NAME[self.steps.current]
        context: dict[str, Any] = super().get_context_data(form=form, **kwargs)
        context |= {
            "step": step,
            "progress": self._progress(step.name),
            "position": self.own_steps.index(step) + 1,
            "count": len(self.own_steps),
            "place_url": self.step_url(FIRST),
            "is_first": step.name == FIRST,
            "is_check": step.name == CHECK,
            "draft": self.request.draft,
            "action": self.step_url(step.name),
            "keeper": self._keeper(step.name),
            "carried": saving.carried(self.request.draft, step.name),
            "differences": saving.differences(self.request.draft, step.name, form),
            "has_other_drafts": len(ownership.owned_keys(self.request)) > 1,
            "notice": self.request.GET.get("hinweis", ""),
            "other_languages": [row for row in settings.SYSTEM_LANGUAGES if row[0] != get_language()],
        }
        if step.name == CHECK:
            reviews = self._reviews()
            context |= {
                "reviews": reviews,
                "problems": [one for review in reviews for one in review.problems],
            }
        context["organisation"] = self.organisation
        return context

    def _too_many(self, step: str) -> HttpResponseBase:
        response = self.render(self._form_as_left(step, self.request.POST), limited=True)
        response.status_code = TOO_MANY
        return response

    def _ensure_draft(self, key: uuid.UUID | None) -> bool:
        draft = self.request.draft
        if draft is None or (key is None and draft.submitted_at):
            if not guard.may_begin(self.request):
                return False
            self.request.draft = services.start_draft(get_language() or "de")
            self.storage.init_data()
        return True

    def _go(self, step: str, go: str) -> HttpResponseBase:
        if go == "back":
            return self.go_to(step_before(step, self.organisation))
        if go == "save":
            guard.keep_for_later(self.request)
            return redirect("sign_up:saved", draft=self.request.draft.key)
        if go == "suggested":
            return self._take_suggestion(step)
        if go == ADD_ROW:
            return self._add_row(step)
        if go.startswith(IN_LANGUAGE):
            return self._in_language(step, go.removeprefix(IN_LANGUAGE))
        return self._next(step)

    def _next(self, step: str) -> HttpResponseBase:
        if not BY_NAME[step].condition(self.organisation):  # another tab chose another organisation meanwhile
            return self.go_to(step_after(step, self.organisation))
        form = self.get_form(step, data=self.storage.get_step_data(step))
        if form.asks_more:
            return self.go_to(step, "#auswahl")
        if not form.is_valid():
            return self.go_to(step, SHOW_ERRORS)
        if step == CHECK:
            return self._send()
        return self.go_to(step_after(step, self.organisation))

    def _in_language(self, step: str, language: str) -> HttpResponseBase:
        with override(language if language in dict(settings.SYSTEM_LANGUAGES) else get_language()):
            return self.go_to(step)

    def _take_suggestion(self, step: str) -> HttpResponseBase:
        raw = self.storage.get_step_data(step)
        if meant := getattr(self.get_form(step, data=raw), "suggestion", ""):
            raw.setlist(f"{step}-email", [meant])
            self.storage.set_step_data(step, raw)
        return self.go_to(step)

    def _add_row(self, step: str) -> HttpResponseBase:
        raw = self.storage.get_step_data(step)
        form = self.get_form(step, data=raw)
        if isinstance(form, LanguagesForm):
            raw.setlist(f"{step}-rows", [str(form.with_room()["rows"])])
        self.storage.set_step_data(step, raw)
        return self.go_to(step, "#weitere")

    def _send(self) -> HttpResponseBase:
        forms = self._complete_forms()
        if not all(form.is_valid() for form in forms.values()):
            return self.go_to(CHECK, SHOW_ERRORS)
        if reason := guard.reason_to_wait(self.request):
            return self.go_to(CHECK, f"?hinweis={reason}")
        try:
            return self.done(list(forms.values()), form_dict=forms)
        except OrganisationNotOffered:
            return self.go_to(FIRST)

    def _complete_forms(self) -> dict[str, StepForm]:
        forms = {step.name: self._complete_form(step.name) for step in self.own_steps}
        check_together(forms)
        return forms

    def _complete_form(self, step: str) -> StepForm:
        data = self.storage.get_step_data(step) or {}
        return BY_NAME[step].form(data, prefix=step, complete=True, organisation=self.organisation)

    def _reviews(self) -> list[StepReview]:
        forms = self._complete_forms()
        return [
            review_of(step, self.step_url(step.name), forms[step.name])
            for step in self.own_steps
            if step.name != CHECK
        ]

    def _progress(self, current: str) -> list[dict[str, Any]]:
        kept = self.storage.data[self.storage.step_data_key]

        def answered(step: Step) -> bool:
            return step.name in kept and step.form.looks_answered(kept[step.name], step.name)

        return [
            {
                "name": step.short,
                "state": "current" if step.name == current else "done" if answered(step) else "todo",
                "url": self.step_url(step.name) if step.name in kept else "",
            }
            for step in self.own_steps
        ]


def draft_gone(request: HttpRequest) -> HttpResponse:
    """A friendly 404 for a draft that is over, deleted, or somebody else's."""
    return render(request, "volunteering/draft_gone.html", status=404)
