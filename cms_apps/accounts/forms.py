"""The forms of sign-in in plain words."""

from typing import Any

from allauth.account import forms
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms_apps.accounts.mails import queue_reset
from cms_apps.foundation import counters
from cms_apps.foundation.forms import NoNativeValidation

TAKEN = "second_factor.code"


class LoginForm(NoNativeValidation, forms.LoginForm):
    """Labels instead of placeholders; the link to a new password stands once, below the button."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name oder E-Mail-Adresse")
        self.fields["password"].help_text = ""
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class ResetPasswordForm(NoNativeValidation, forms.ResetPasswordForm):
    """Whether the address has an account is asked by the worker: here a known and an unknown one cost the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        """Only the shape."""
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Leave the answer to the worker."""
        email = str(self.cleaned_data["email"])
        queue_reset(email)
        return email


class _CodeField(NoNativeValidation):
    """Form mixin: one code, with a label instead of a placeholder; taken once, wherever it was typed.

    allauth remembers the codes of sign-in alone, and for thirty of the ninety seconds in which one fits.
    """

    code_label: Any = _("Code aus der App oder Ersatzcode")
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = self.code_label
        self.fields["code"].widget.attrs.pop("placeholder", None)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        """Whether it fits, and was not taken before; a second try costs as much as a wrong code."""
        whose = f"{self.user.pk} {normalize_user_code(self.cleaned_data['code'])}"
        if counters.is_full(TAKEN, whose, most=1):
            check_rate_limit(self.user)
            raise get_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()  # type: ignore[misc]
        if not counters.count(TAKEN, whose, most=1):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(_CodeField, mfa.AuthenticateForm):
    """After the password."""


class SecondFactorAgainForm(_CodeField, mfa.ReauthenticateForm):
    """Before something delicate."""


class ActivateAppForm(_CodeField, ActivateTOTPForm):
    """Prove that the app has the secret."""

    code_label = _("Code, der jetzt in der App steht")


class AddPasskeyForm(NoNativeValidation, AddWebAuthnForm):
    """Name a passkey; whether it also replaces the password is the person's choice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name, an dem Sie das Gerät erkennen")
        self.fields["name"].widget.attrs["data-no-marker"] = True
        self.fields["passwordless"].label = _("Damit auch ohne Passwort anmelden")
        self.fields["passwordless"].help_text = _("Das Gerät verlangt dann Fingerabdruck, Gesicht oder PIN.")


class RenamePasskeyForm(NoNativeValidation, EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name, an dem Sie das Gerät erkennen")
