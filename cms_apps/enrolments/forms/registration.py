"""What a guest of an event fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.foundation.lines import LineField


class RegistrationForm(NoNativeValidation, forms.Form):
    """Name and address, nothing else; `website` is for scripts, people do not see it."""

    name = LineField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Schreiben Sie Ihren Namen."),
            "max_length": _("Der Name ist zu lang."),
        },
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        help_text=_("Dorthin schicken wir einen Link. Erst wenn Sie ihn bestätigen, sind Sie angemeldet."),
        error_messages={
            "required": _("Geben Sie Ihre E-Mail-Adresse ein."),
            "invalid": _("Diese E-Mail-Adresse ist nicht vollständig. Sie sieht so aus: name@beispiel.de."),
        },
    )
    website = forms.CharField(required=False)

    def clean_email(self) -> str:
        """In small letters: one mailbox, one registration."""
        return str(self.cleaned_data["email"]).lower()

    @property
    def is_of_a_script(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.cleaned_data["website"])
