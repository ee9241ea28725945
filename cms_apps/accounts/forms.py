"""The forms of sign-in in plain words."""

from typing import Any

from allauth.account import forms
from allauth.account.adapter import get_adapter as account_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from cms_apps.accounts.mails import queue_reset
from cms_apps.accounts.sign_in_codes import fingerprint
from cms_apps.foundation import counters, security_log
from cms_apps.foundation.forms import NoNativeValidation

TAKEN, TRIES = "second_factor.code", "sign_in_code.tries"
LIMITS = {"too_many_login_attempts", "rate_limited"}
WRONG = {"incorrect_code", "incorrect_password"}


class _Noted:
    """Form mixin: an answer that is wrong, or one too many, stands in the security log."""

    event, what = "second_factor_failed", ""
    _errors: Any

    def full_clean(self) -> None:
        """Check, then look what was wrong: allauth answers with a page of status 200."""
        super().full_clean()  # type: ignore[misc]
        codes = {error.code for errors in self._errors.as_data().values() for error in errors}
        user = getattr(getattr(self, "user", None), "pk", None)
        if codes & LIMITS:
            security_log.note(security_log.LIMITED, user=user, what=self.what)
        elif codes & WRONG:
            security_log.note(self.event, user=user, what=self.what)


class LoginForm(_Noted, NoNativeValidation, forms.LoginForm):
    """Labels instead of placeholders; the link to a new password stands once, below the button."""

    what = "sign in"

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


class _OnceField(_Noted, _CodeField):
    """Form mixin: a code of a second factor is taken once, wherever it was typed.

    allauth remembers the codes of sign-in alone, and for thirty of the ninety seconds in which one fits.
    """

    cleaned_data: dict[str, Any]
    user: Any

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


class SecondFactorForm(_OnceField, mfa.AuthenticateForm):
    """After the password."""

    what = "code"


class SecondFactorAgainForm(_OnceField, mfa.ReauthenticateForm):
    """Before something delicate."""

    event, what = "reauthentication_failed", "code"


class ActivateAppForm(_OnceField, ActivateTOTPForm):
    """Prove that the app has the secret."""

    what = "app set up"
    code_label = _("Code, der jetzt in der App steht")


class PasswordAgainForm(_Noted, forms.ReauthenticateForm):
    """Before something delicate, for whoever has no second factor."""

    event, what = "reauthentication_failed", "password"


class _PasskeyAnswer(_Noted):
    """Form mixin: what no browser sends is a wrong answer; the library behind fails at it in its own ways."""

    def clean_credential(self) -> Authenticator:
        """Whose passkey answered."""
        try:
            answered: Authenticator = super().clean_credential()  # type: ignore[misc]
        except (AttributeError, KeyError, TypeError, ValueError, InvalidSignature) as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return answered


class PasskeyForm(_PasskeyAnswer, AuthenticateWebAuthnForm):
    """After the password."""

    what = "passkey"


class PasskeyAgainForm(_PasskeyAnswer, ReauthenticateWebAuthnForm):
    """Before something delicate."""

    event, what = "reauthentication_failed", "passkey"


class PasskeyAloneForm(_PasskeyAnswer, LoginWebAuthnForm):
    """In place of the password; whose it claims to be is not noted, for anybody can claim it."""

    event, what = "sign_in_failed", "passkey"


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
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """The digits alone count; each code has its tries however many are sent at once."""
        tries = settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS
        if not counters.count(TRIES, str(self.expected_code), most=tries):
            raise account_adapter().validation_error("too_many_login_attempts")
        code = str(self.cleaned_data["code"])
        if not constant_time_compare(fingerprint(code), str(self.expected_code)):
            raise account_adapter().validation_error("incorrect_code")
        return code
