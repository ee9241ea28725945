"""What the person does in the middle of an application's life, by secret link."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms_apps.volunteering import services
from cms_apps.volunteering.enums import ApplicationState, MessageKind
from cms_apps.volunteering.forms.life import AnswerForm
from cms_apps.volunteering.views.status import OwnFormView, OwnVerbView
from cms_apps.workflow.errors import TransitionError


class AnswerView(OwnFormView):
    """The open question and a field for the answer; without an open question it leads to the status page."""

    template_name = "volunteering/answer.html"
    form_class = AnswerForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the question that is open."""
        if self.application.state != ApplicationState.QUERY:
            return self.not_now()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The question beside the form."""
        question = self.application.messages.filter(kind=MessageKind.QUESTION).last()
        return super().get_context_data(question=question, **kwargs)

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        """Hand the answer over; what is answered already is simply shown."""
        try:
            services.answer(self.application, text=form.cleaned_data["text"])
        except TransitionError:
            return self.not_now()
        return redirect("sign_up:status", number=self.application.number)


class WakeView(OwnVerbView):
    template_name = "volunteering/wake.html"

    def is_possible(self) -> bool:
        """One that rests."""
        return self.application.state == ApplicationState.RESTING

    def act(self) -> None:
        """Take the resting application up again."""
        services.wake(self.application)


class StillInterestedView(OwnVerbView):
    """„Ja, ich möchte noch“: a button of the status page; whoever opens its address sees that page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET."""
        return redirect("sign_up:status", number=self.application.number)

    def act(self) -> None:
        """Stay on the list."""
        services.still_interested(self.application)
        messages.success(self.request, _("Danke! Sie bleiben vorgemerkt."))


class CancelTalkView(OwnVerbView):
    template_name = "volunteering/cancel_talk.html"

    def is_possible(self) -> bool:
        """While a talk is arranged."""
        return self.application.state == ApplicationState.TALK

    def act(self) -> None:
        """Say that the talk cannot be."""
        services.cancel_talk(self.application)
