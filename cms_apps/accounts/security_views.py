"""The page "Mein Konto", and allauth's views of the second factor where they need a word more."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ListWebAuthnView
from django.http import Http404, HttpRequest, HttpResponseBase

from cms_apps.accounts.authenticators import passkeys_work

View = Callable[..., HttpResponseBase]


def passkeys_only(view: View) -> View:
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


class PasskeysNeeded:
    """View mixin: missing where passkeys do not work."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer 404 before anything is asked of the person."""
        if not passkeys_work(request):
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]


class AccountView(PasskeysKnown, IndexView):  # type: ignore[misc]
    """Mein Konto: who one is here, and how the account is protected."""


class ActivateAppView(ActivateTOTPView):  # type: ignore[misc]
    """Set up an app."""


class PasskeysView(PasskeysNeeded, ListWebAuthnView):  # type: ignore[misc]
    """All own passkeys."""


class AddPasskeyView(PasskeysNeeded, AddWebAuthnView):  # type: ignore[misc]
    """Set up a passkey."""


class SecondFactorView(AuthenticateView):  # type: ignore[misc]
    """Ask for the second factor after the password; a passkey only of whoever has one, where it works."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the page offers the passkey."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        own = self.stage.login.user.authenticator_set
        context["offer_passkey"] = passkeys_work(self.request) and own.filter(type="webauthn").exists()
        return context
