"""Several applications at once: ticked in the queue, then assigned, or reminded and declined with each mail shown."""

import uuid
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, View

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.enums import PlannedVerb
from cms_apps.volunteering.errors import NotAMember
from cms_apps.volunteering.forms.several import AssignForm, DeclineSeveralForm, SeveralForm
from cms_apps.volunteering.mails.previewing import previews
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import deciding_members, selected_applications
from cms_apps.volunteering.services.planning import recall_time, sorted_out
from cms_apps.volunteering.views.access import DeskMixin
from cms_apps.volunteering.views.remembered import remember, remembered
from cms_apps.workflow.actors import Actor

SELECTION = "selection"
MOST = 50
PAGES = {"assign": "desk:assign_several", "remind": "desk:remind_several", "decline": "desk:decline_several"}
OF_THE_QUEUE = ("stand", "suche", "zeige", "nach")


class SeveralView(DeskMixin, View):
    """Takes what was ticked: a button says what for."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever types the address sees the queue."""
        return redirect("desk:queue")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the selection and go on; „Mir zuweisen“ acts at once."""
        numbers, back = request.POST.getlist("number")[:MOST], _back(request.POST.get("back", ""))
        chosen = selected_applications(request.user, numbers)  # type: ignore[arg-type]
        if not chosen:
            messages.warning(request, _("Kreuzen Sie mindestens eine Bewerbung an."))
            return redirect(back)
        if request.POST.get("go") == "mine":
            return self._take_charge(chosen, back)
        seen = {one.number: one.seen for one in chosen}  # type: ignore[attr-defined]
        key = remember(request.session, SELECTION, {"seen": seen, "back": back})
        page = PAGES.get(request.POST.get("go", ""), "desk:assign_several")
        return redirect(f"{reverse(page)}?{urlencode({'auswahl': key})}")

    def _take_charge(self, chosen: list[Application], back: str) -> HttpResponse:
        _assign(self.request, chosen, self.request.user)
        return redirect(back)


class SelectionMixin(DeskMixin):
    """A page about what was ticked; without that there is only the queue."""

    applications: list[Application]
    seen: dict[str, int]
    back: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read the selection through the eyes of the person."""
        if request.user.is_authenticated:
            kept = remembered(request.session, SELECTION, request.GET.get("auswahl", "")) or {}
            self.seen, self.back = kept.get("seen", {}), kept.get("back", "")
            self.applications = selected_applications(request.user, self.seen) if self.seen else []
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or the queue."""
        if not self.applications:
            return redirect("desk:queue")
        return super().get(request, *args, **kwargs)  # type: ignore[misc, no-any-return]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As the form says, or the queue."""
        if not self.applications:
            return redirect("desk:queue")
        return super().post(request, *args, **kwargs)  # type: ignore[misc, no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was ticked, and the way back."""
        return super().get_context_data(applications=self.applications, back=self.back, **kwargs)


class AssignSeveralView(SelectionMixin, ReshowOnExpiredToken, FormView):
    """Acts at once: nobody outside hears of it."""

    template_name = "volunteering/desk/assign_several.html"
    form_class = AssignForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who decides at the organisations of these applications."""
        members = deciding_members({one.organisation_id for one in self.applications})
        return {**super().get_form_kwargs(), "members": members}

    def form_valid(self, form: AssignForm) -> HttpResponse:
        """Assign all, or none."""
        try:
            _assign(self.request, self.applications, form.chosen())
        except NotAMember as error:
            form.add_error("member", str(error))
            return self.form_invalid(form)
        return redirect(self.back)


class PlanView(SelectionMixin, ReshowOnExpiredToken, FormView):
    """Shows each mail as it will be sent; then plans what can be recalled for a while."""

    verb: str
    kind: str

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The mails of those for whom the verb is possible, and who is left out."""
        actor = Actor.staff(self.request.user)  # type: ignore[arg-type]
        possible, left_out = sorted_out(self.verb, self.applications, actor=actor)
        form = kwargs.get("form") or self.get_form()
        kwargs["form"] = form
        ready = possible and form.is_bound and form.is_valid()
        shown = previews(self.kind, possible, form.message_for) if ready else []
        return super().get_context_data(
            possible=possible,
            left_out=left_out,
            mails=shown,
            seen=form.words() if shown else "",
            recall_until=timezone.now() + recall_time(),
            **kwargs,
        )

    def form_valid(self, form: SeveralForm) -> HttpResponse:
        """Plan what was seen; else show it first."""
        if self.request.POST.get("go") != "send" or not form.was_seen():
            return self.render_to_response(self.get_context_data(form=form))
        batch, left_out = self._plan(form)
        if left_out:
            text = _("Nicht geplant, weil sich etwas geändert hat: %(numbers)s")
            numbers = ", ".join(one.number for one in left_out)
            messages.warning(self.request, text % {"numbers": numbers})
        return redirect("desk:batch", batch=batch) if batch else redirect(self.back)

    def _plan(self, form: SeveralForm) -> tuple[uuid.UUID | None, list[Application]]:
        actor = Actor.staff(self.request.user)  # type: ignore[arg-type]
        plans = [
            services.Plan(one, self.seen[one.number], form.reason(), form.message_for(one))
            for one in self.applications
        ]
        return services.plan(self.verb, plans, actor=actor)


class DeclineSeveralView(PlanView):
    verb, kind = PlannedVerb.DECLINE, mails.DECLINED
    form_class = DeclineSeveralForm
    template_name = "volunteering/desk/decline_several.html"


class RemindSeveralView(PlanView):
    """Nothing to fill in: the mails are shown at once."""

    verb, kind = PlannedVerb.REMIND, mails.QUESTION_REMINDER
    form_class = SeveralForm
    template_name = "volunteering/desk/remind_several.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Bound from the beginning."""
        return {**super().get_form_kwargs(), "data": self.request.POST}


def _assign(request: HttpRequest, chosen: list[Application], to: Any) -> None:
    count = services.assign(chosen, actor=Actor.staff(request.user), to=to)  # type: ignore[arg-type]
    text = ngettext("%(count)s Bewerbung ist neu zugewiesen.", "%(count)s Bewerbungen sind neu zugewiesen.", count)  # fmt: skip
    messages.success(request, text % {"count": count})


def _back(query: str) -> str:
    """The queue as it was; of what the page hands back only what the queue knows."""
    known = [(name, value) for name, value in parse_qsl(query) if name in OF_THE_QUEUE]
    return f"{reverse('desk:queue')}?{urlencode(known)}" if known else reverse("desk:queue")
