"""The forms of sign-in in plain words."""

from typing import Any

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from cms_apps.accounts.mails import queue_reset
from cms_apps.accounts.sign_in_codes import fingerprint
from cms_apps.foundation.forms import NoNativeValidation


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


class RequestCodeForm(NoNativeValidation, forms.RequestLoginCodeForm):
    """Whose address it is, the worker asks; how often, `attempts` counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Ihre E-Mail-Adresse")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        """Only the shape."""
        return str(self.cleaned_data["email"])


class _CodeField(NoNativeValidation):
    """Form mixin: one code, with a label instead of a placeholder."""

    code_label: Any = _("Code aus der App oder Ersatzcode")
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = self.code_label
        self.fields["code"].widget.attrs.pop("placeholder", None)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


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


class ConfirmCodeForm(_CodeField, forms.ConfirmLoginCodeForm):
    """The code from the mail, compared by its fingerprint."""

    code_label = _("Code aus der E-Mail")

    def clean_code(self) -> str:
        """The digits alone count."""
        code = str(self.cleaned_data["code"])
        if not constant_time_compare(fingerprint(code), str(self.expected_code)):
            raise get_adapter().validation_error("incorrect_code")
        return code
