"""The page "Mein Konto", and allauth's views of the second factor where they need a word more."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.views import PasswordSetView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ListWebAuthnView, RemoveWebAuthnView
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import View

from cms_apps.accounts import second_factor, sessions
from cms_apps.accounts.authenticators import passkeys_work
from cms_apps.accounts.models import User

Answering = Callable[..., HttpResponseBase]


def passkeys_only(view: Answering) -> Answering:
    """Let the view be missing where no browser would use a passkey."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not passkeys_work(request):
            raise Http404
        return view(request, *args, **kwargs)

    return checked


class PasskeysKnown:
    """View mixin: templates hide passkeys where they do not work."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether they do."""
        return super().get_context_data(passkeys_work=passkeys_work(self.request), **kwargs)  # type: ignore[misc]


class PasswordNeeded:
    """View mixin: a factor is the second one of a password; whoever comes by a code from a mail has none to begin with.

    Nobody could reset it for them either: volunteers are in no team.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead back with a word."""
        user = cast("User", request.user)
        by_code_alone = user.is_authenticated and not user.has_usable_password()
        if by_code_alone and not second_factor.second_factor_required(user):
            messages.info(
                request,
                _(
                    "Ein zweiter Faktor gehört zu einem Passwort. Sie melden sich mit Codes aus der E-Mail an."
                ),
            )
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]


class PasskeysNeeded:
    """View mixin: missing where passkeys do not work."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer 404 before anything is asked of the person."""
        if not passkeys_work(request):
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]


class FactorsChanged:
    """View mixin: after something was set up or removed, end all other sessions and see anew what this one owes.

    Another session may be that of whoever only knows the password: it must not outlive the day of the second factor.
    """

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Do it, then look."""
        response: HttpResponseBase = super().form_valid(form)  # type: ignore[misc]
        user = cast("User", self.request.user)
        sessions.end_sessions(user, keep=self.request.session.session_key)
        second_factor.remember(self.request, user)
        return response


class AccountView(PasskeysKnown, IndexView):  # type: ignore[misc]
    """Mein Konto: who one is here, how the account is protected, and where it is signed in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is owed, and the own sessions."""
        by = second_factor.owed_by(self.request)
        return super().get_context_data(  # type: ignore[no-any-return]
            owed_by=by,
            overdue=by is not None and by <= timezone.now(),
            sessions=sessions.sessions_of(cast("User", self.request.user)),
            here=self.request.session.session_key,
            **kwargs,
        )


class SetPasswordView(PasswordSetView):  # type: ignore[misc]
    """A first password, for whoever has just signed in: there is nothing yet by which to ask once more who it is."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead back with a word."""
        if not request.user.has_usable_password() and not sessions.is_fresh(request):  # type: ignore[union-attr]
            text = _(
                "Ein Passwort setzen Sie gleich nach der Anmeldung. Melden Sie sich ab und mit einem neuen Code wieder an."
            )
            messages.info(request, text)
            return redirect("mfa_index")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class EndSessionView(LoginRequiredMixin, View):
    """Sign out one of the own sessions, or all others."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
        """A foreign session is a missing one."""
        user = cast("User", request.user)
        if pk is None:
            sessions.end_sessions(user, keep=request.session.session_key)
        else:
            get_object_or_404(sessions.sessions_of(user), pk=pk).end()
        messages.success(request, _("Abgemeldet."))
        return redirect("mfa_index")


@method_decorator(csp_update({"img-src": ["data:"]}), name="dispatch")  # the QR code
class ActivateAppView(PasswordNeeded, FactorsChanged, ActivateTOTPView):  # type: ignore[misc]
    """Set up an app."""


class RemoveAppView(FactorsChanged, DeactivateTOTPView):  # type: ignore[misc]
    """Remove the app."""


class RemovePasskeyView(FactorsChanged, RemoveWebAuthnView):  # type: ignore[misc]
    """Remove a passkey."""


class PasskeysView(PasskeysNeeded, ListWebAuthnView):  # type: ignore[misc]
    """All own passkeys."""


class AddPasskeyView(PasswordNeeded, PasskeysNeeded, FactorsChanged, AddWebAuthnView):  # type: ignore[misc]
    """Set up a passkey."""


class SecondFactorView(AuthenticateView):  # type: ignore[misc]
    """Ask for the second factor after the password; a passkey only of whoever has one, where it works."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the page offers the passkey, and who helps this person out."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["team_helps"] = second_factor.team_helps(self.stage.login.user)
        own = self.stage.login.user.authenticator_set
        context["offer_passkey"] = passkeys_work(self.request) and own.filter(type="webauthn").exists()
        return context
