"""Sign-in by a code in the mail: allauth's steps, but nobody is looked up before the code is right."""

from typing import Any, Self, cast

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.account.views import ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from cms_apps.accounts import sign_in_codes
from cms_apps.accounts.mails import queue_code
from cms_apps.foundation.security_log import note


class CodeProcess(LoginCodeVerificationProcess):
    """One code for one browser, known address or not: the session holds its fingerprint, tries and time."""

    @classmethod
    def begin(cls, request: HttpRequest, email: str) -> None:
        """Queue a code for the address; whatever this browser had asked for before is over."""
        login = Login(user=None, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update({**cls.initial_state(user=None, email=email), "initiated_by_user": True})
        process = cls(stage)
        process.send()
        process.persist()
        # The address that was typed stands in the session of somebody unknown: it goes with the code.
        request.session.set_expiry(settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> Self | None:
        """The code that this browser waits for; None when its time is over."""
        return cast("Self | None", cls(stage).abort_if_invalid())

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """Leave it to the worker to see whether anybody gets it."""
        code = sign_in_codes.new_code()
        self.state["code"] = sign_in_codes.fingerprint(code)
        queue_code(email, code)

    def record_invalid_attempt(self) -> bool:
        """Count, and tell the security log."""
        note("code_refused")
        return bool(super().record_invalid_attempt())

    def finish(self, redirect_url: str | None) -> HttpResponseBase:
        """Sign in; a second factor that is set up is asked for next."""
        user = sign_in_codes.open_account(self.state["email"])
        if user is None:  # it changed since the mail went
            self.abort()
            messages.error(self.request, _("So können Sie sich nicht anmelden. Rufen Sie uns gern an."))
            return redirect("account_login")
        self._user = self.stage.login.user = user
        response: HttpResponseBase = super().finish(redirect_url)
        return response


class OpenWhileWaiting:
    """View mixin: whoever waits for a code may go another way; allauth would send them back to the code."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> HttpResponseBase | None:
        if stage.key == LoginByCodeStage.key:
            return None
        return cast("HttpResponseBase | None", super()._redirect_to_pending_stage(request, stage))  # type: ignore[misc]


class SignInView(OpenWhileWaiting, LoginView):  # type: ignore[misc]
    """With a password."""


class RequestCodeView(OpenWhileWaiting, RequestLoginCodeView):  # type: ignore[misc]
    """Ask for a code; the answer is the same for every address."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Go on to where it is typed in."""
        CodeProcess.begin(self.request, form.cleaned_data["email"])
        return redirect(self.get_success_url())


class ConfirmCodeView(ConfirmLoginCodeView):  # type: ignore[misc]
    """Type the code in, in the browser that asked for it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only while a code is waited for."""
        if request.user.is_authenticated:
            return redirect("account_door")
        self.stage = LoginStageController.enter(request, LoginByCodeStage.key)
        self._process = CodeProcess.resume(self.stage) if self.stage else None
        if self._process is None:
            if self.stage or request.method == "POST":
                messages.warning(request, _("Der Code gilt nicht mehr. Fordern Sie einen neuen an."))
            return redirect("account_request_login_code")
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How long a code lives."""
        minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
        context: dict[str, Any] = super().get_context_data(minutes=minutes, **kwargs)
        return context
