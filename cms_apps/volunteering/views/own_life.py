"""What the person does in the middle of an application's life, by secret link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.volunteering import services
from cms_apps.volunteering.enums import ApplicationState, MessageKind
from cms_apps.volunteering.forms.life import AnswerForm
from cms_apps.volunteering.views.status import OwnVerbView


class AnswerView(ReshowOnExpiredToken, OwnVerbView):
    """The open question and a field for the answer; without an open question it leads to the status page."""

    template_name = "volunteering/answer.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the question that is open."""
        if self.application.state != ApplicationState.QUERY:
            return redirect("sign_up:status", number=self.application.number)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer; an empty answer is asked for again."""
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return super().post(request, *args, **kwargs)

    def get_form(self) -> AnswerForm:
        """The form with what was typed, if anything was."""
        return AnswerForm(self.request.POST or None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The question beside the form."""
        question = self.application.messages.filter(kind=MessageKind.QUESTION).last()
        return super().get_context_data(**{"form": self.get_form(), "question": question, **kwargs})

    def act(self) -> None:
        """Hand the answer over."""
        form = self.get_form()
        form.is_valid()
        services.answer(self.application, text=form.cleaned_data["text"])


class WakeView(OwnVerbView):
    template_name = "volunteering/wake.html"

    def act(self) -> None:
        """Take the resting application up again."""
        services.wake(self.application)


class CancelTalkView(OwnVerbView):
    template_name = "volunteering/cancel_talk.html"

    def act(self) -> None:
        """Say that the talk cannot be."""
        services.cancel_talk(self.application)
