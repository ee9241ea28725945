"""Requests for accompaniment at the desk: a list, a page for each, and how it ends."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from django.views.generic.base import View

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.organisations.selectors import organisations_of
from cms_apps.organisations.views.access import DeskMixin, OnePersonMixin
from cms_apps.privacy.models import Looked
from cms_apps.volunteers.enums import REFUSAL_SENTENCES, RequestRefusal
from cms_apps.volunteers.forms.requests import AnswerForm, DeclineForm, PassForm
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.policies import may_handle
from cms_apps.volunteers.selectors.requests import count_open, request_page, requests_visible_to
from cms_apps.volunteers.services import passing
from cms_apps.volunteers.services import requests as services
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState

CONFLICT = 409
CLOSED = "erledigt"


class RequestsView(DeskMixin, TemplateView):
    """The open ones by the day of the answer, or those that ended."""

    template_name = "volunteers/desk/requests.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the list."""
        shelf = CLOSED if self.request.GET.get("stand") == CLOSED else ""
        page = request_page(self.organisations, closed=bool(shelf), after=self.request.GET.get("nach", ""))
        own = {"stand": shelf} if shelf else {}
        return super().get_context_data(
            page=page,
            shelf=shelf,
            count=count_open(self.organisations),
            next_url=f"?{urlencode({**own, 'nach': page.next_after})}" if page.next_after else "",
            first_url="" if page.is_first else f"{self.request.path}?{urlencode(own)}",
            several=len(self.organisations) > 1,
            **kwargs,
        )


class OneRequestMixin(OnePersonMixin):
    """A page about one request to the own organisation; a foreign one is a missing one (404).

    It shows how to reach the person, and that is what is written down.
    """

    looked = Looked.CONTACT
    one: AccompanimentRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read the request through the eyes of the person."""
        if request.user.is_authenticated:
            rows = requests_visible_to(request.user).select_related(
                "organisation", "offered_to", "taken_by", "closed_by"
            )
            one = rows.filter(number=kwargs["number"]).first()
            if one is None and organisations_of(request.user).exists():
                raise Http404
            if one is not None:
                self.one = one
        return super().dispatch(request, *args, **kwargs)

    def people(self) -> list[AccompanimentRequest]:
        """Who asks."""
        return [self.one] if hasattr(self, "one") else []

    @property
    def actor(self) -> Actor:
        """The signed-in person as the one who acts."""
        return Actor.staff(self.request.user)  # type: ignore[attr-defined]

    def home(self) -> HttpResponse:
        """To the request."""
        return redirect("requests:one", number=self.one.number)


class RequestView(OneRequestMixin, TemplateView):
    """What is asked for, how to reach the person, and what this member may do now."""

    template_name = "volunteers/desk/request.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything about one request."""
        return super().get_context_data(
            one=self.one,
            may=self.one.is_open and may_handle(self.one, self.actor),
            sentence=REFUSAL_SENTENCES[RequestRefusal(self.one.refusal)] if self.one.refusal else "",
            **{name: value for name, value in kwargs.items() if name != "number"},
        )


class RequestVerbMixin(OneRequestMixin):
    """A verb: one service; of two members one performs it, the other sees what came of it (409)."""

    done: Any
    too_late: Any = StaleState.message

    def finish(self, form: Any = None) -> HttpResponse:
        """Perform it and go back."""
        try:
            self.act(form)
        except StaleState:
            return self.refuse(typed=form.cleaned_data.get("text", "") if form else "")
        messages.success(self.request, self.done)  # type: ignore[attr-defined]
        return self.home()

    def refuse(self, typed: str = "") -> HttpResponse:
        """The request as it is now, with the reason above, and what was typed for nothing."""
        page = RequestView()
        page.setup(self.request, number=self.one.number)  # type: ignore[attr-defined]
        page.organisations = self.organisations
        self.one.refresh_from_db()
        page.one = self.one
        return page.render_to_response(
            page.get_context_data(problem=str(self.too_late), typed=typed), status=CONFLICT
        )

    def act(self, form: Any) -> None:
        """Call the one service."""
        raise NotImplementedError


class RequestButtonView(RequestVerbMixin, View):
    """A verb that needs nothing but a button; acts on no GET."""

    http_method_names: Any = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever reloads sees the request."""
        return self.home()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Perform it."""
        return self.finish()


class TakeView(RequestButtonView):
    too_late = _("Um diese Anfrage kümmert sich schon jemand, oder sie ist beantwortet.")
    done = _("Sie kümmern sich um diese Anfrage.")

    def act(self, form: Any) -> None:
        """Take it up."""
        services.take_request(self.one, actor=self.actor)


class SettleView(RequestButtonView):
    done = _("Die Anfrage ist erledigt. Die Person bekommt keine Mail.")

    def act(self, form: Any) -> None:
        """End it."""
        services.settle_request(self.one, actor=self.actor)


class RequestFormView(ReshowOnExpiredToken, RequestVerbMixin, FormView):
    """A verb with a page of its own."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form while somebody waits, to whoever may answer."""
        if not may_handle(self.one, self.actor):
            raise NotPermitted
        response: HttpResponse = super().get(request, *args, **kwargs) if self.one.is_open else self.refuse()
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever may not answer is told before anything typed is looked at."""
        if not may_handle(self.one, self.actor):
            raise NotPermitted
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The request beside the form."""
        return super().get_context_data(one=self.one, **{k: v for k, v in kwargs.items() if k != "number"})

    def form_valid(self, form: Any) -> HttpResponse:
        """Perform it."""
        return self.finish(form)


class AnswerView(RequestFormView):
    done = _("Beantwortet.")
    form_class = AnswerForm
    template_name = "volunteers/desk/answer.html"

    def act(self, form: AnswerForm) -> None:
        """Answer."""
        services.answer_request(self.one, actor=self.actor, text=form.cleaned_data["text"])


class DeclineView(RequestFormView):
    done = _("Abgelehnt.")
    form_class = DeclineForm
    template_name = "volunteers/desk/decline.html"

    def act(self, form: DeclineForm) -> None:
        """Decline."""
        services.decline_request(self.one, actor=self.actor, **form.cleaned_data)


class PassView(RequestFormView):
    """To another organisation: the person is asked by mail, or has said so in a talk."""

    done = _("Vorgeschlagen. Die Person bekommt eine Mail und entscheidet selbst.")
    form_class = PassForm
    template_name = "volunteers/desk/pass.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows whether the person can be asked by mail."""
        return {**super().get_form_kwargs(), "request": self.one}

    def act(self, form: PassForm) -> None:
        """Ask, or pass it on at once."""
        if not form.cleaned_data["agreed"]:
            passing.propose_passing(self.one, target=form.chosen(), actor=self.actor)
            return
        passing.pass_on_by_word(self.one, target=form.chosen(), actor=self.actor)
        self.done = _("Weitergegeben.")
