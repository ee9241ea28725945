"""What a newsroom fills in."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation

AGREED = _("Ich möchte Pressemitteilungen per E-Mail bekommen. Ich kann sie jederzeit abbestellen.")


class SubscribeForm(NoNativeValidation, forms.Form):
    """Where to, for whom, in which language; `website` is for scripts, people do not see it."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "required": _("Geben Sie Ihre E-Mail-Adresse ein."),
            "invalid": _("Diese E-Mail-Adresse ist nicht vollständig. Sie sieht so aus: name@beispiel.de."),
        },
    )
    newsroom = forms.CharField(
        label=_("Redaktion oder Medium"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    language = forms.ChoiceField(
        label=_("Sprache der Mitteilungen"), choices=settings.SYSTEM_LANGUAGES, widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(
        label=AGREED, error_messages={"required": _("Bestätigen Sie, dass Sie die Mails bekommen möchten.")}
    )
    website = forms.CharField(required=False)

    def clean_email(self) -> str:
        """In small letters: one mailbox, one place in the list."""
        return str(self.cleaned_data["email"]).lower()

    @property
    def is_of_a_script(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.cleaned_data["website"])
