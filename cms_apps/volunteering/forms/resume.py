"""Going on later: an address for the link, a code from another device."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation


class KeepForm(NoNativeValidation, forms.Form):
    """Where the link goes."""

    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Geben Sie Ihre E-Mail-Adresse ein, oder schreiben Sie sich den Code auf."),
            "invalid": _("Diese E-Mail-Adresse ist nicht vollständig. Sie sieht so aus: name@beispiel.de."),
        },
    )


class CodeForm(NoNativeValidation, forms.Form):
    """The short code, with or without its hyphen, in large or small letters."""

    code = forms.CharField(
        label=_("Ihr Code"),
        max_length=40,
        help_text=_("Acht Zeichen, zum Beispiel K7MA-3QXR. Groß oder klein ist gleich."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-width": "short",
            }
        ),
        error_messages={"required": _("Geben Sie den Code ein.")},
    )
