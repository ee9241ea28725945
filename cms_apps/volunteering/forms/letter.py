"""Recording a parents' letter by the number that stands on it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation


class ParentLetterForm(NoNativeValidation, forms.Form):
    """The number, and that the signature was seen."""

    number = forms.CharField(
        label=_("Nummer der Bewerbung"),
        max_length=20,
        help_text=_("Sie steht oben auf dem Brief, zum Beispiel K7M-3QX."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "data-width": "short"}
        ),
        error_messages={"required": _("Geben Sie die Nummer ein, die auf dem Brief steht.")},
    )
    signed = forms.BooleanField(
        label=_("Der Brief liegt uns vor und ist unterschrieben."),
        error_messages={"required": _("Bestätigen Sie, dass der unterschriebene Brief vorliegt.")},
    )

    def clean_number(self) -> str:
        """Forgive small letters and a missing hyphen."""
        letters = "".join(str(self.cleaned_data["number"]).upper().replace("-", "").split())
        return f"{letters[:3]}-{letters[3:]}"
