"""A verb of the desk, whatever it is about: one service, and how a refusal is shown."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from cms_apps.volunteering.forms.decisions import VerbForm
from cms_apps.workflow.errors import GuardFailed, NotPermitted, StaleState

CONFLICT, FORBIDDEN = 409, 403


class Verb:
    """Shows a refusal on the page of what it is about: 409 when somebody was faster, 403 when it is not allowed."""

    request: Any
    done: Any  # what to say afterwards

    def finish(self, form: Any) -> HttpResponse:
        """Perform the verb and go on."""
        try:
            self.act(form)
        except StaleState as error:
            return self.refuse(str(error), CONFLICT)
        except NotPermitted as error:
            return self.refuse(str(error), FORBIDDEN)
        messages.success(self.request, self.done)
        return self.then(form)

    def then(self, form: Any) -> HttpResponse:
        """Where it goes on."""
        return self.home()

    def home(self) -> HttpResponse:
        """To the page of what it is about."""
        raise NotImplementedError

    def refuse(self, problem: str, status: int) -> HttpResponse:
        """That page as it is now, with the reason above it."""
        raise NotImplementedError

    def act(self, form: Any) -> None:
        """Call the one service."""
        raise NotImplementedError


class ButtonVerb(Verb):
    """A verb that needs nothing but a button."""

    http_method_names: Any = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET: whoever reloads or types the address sees the page."""
        return self.home()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Perform it; a button without its number is as good as a stale one."""
        form = VerbForm(request.POST)
        if not form.is_valid():
            return self.refuse(str(StaleState.message), CONFLICT)
        try:
            return self.finish(form)
        except GuardFailed as error:
            return self.refuse(str(error), CONFLICT)
