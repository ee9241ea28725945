"""The sign-in form in plain words."""

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation


class LoginForm(NoNativeValidation, forms.LoginForm):
    """Labels instead of placeholders; the link to a new password stands once, below the button."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name oder E-Mail-Adresse")
        self.fields["password"].help_text = ""
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
