"""What is noted of a certificate of conduct."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation


class CertificateForm(NoNativeValidation, forms.Form):
    """The date that stands on it, and whether it holds what counts; that it was seen is said by the form itself."""

    dated_on = forms.DateField(
        label=_("Datum des Führungszeugnisses"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-width": "short"}),
        error_messages={
            "required": _("Geben Sie das Datum ein, das auf dem Führungszeugnis steht."),
            "invalid": _("Geben Sie einen Tag ein, zum Beispiel 04.12.2026."),
        },
    )
    conviction = forms.TypedChoiceField(
        label=_("Steht eine einschlägige Verurteilung darin?"),
        choices=[("no", _("Nein")), ("yes", _("Ja"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=_(
            "Wegen einer Straftat, die in § 72a Abs. 1 SGB VIII steht, oder einer anderen, "
            "die die Person für diese Aufgabe ungeeignet erscheinen lässt."
        ),
        error_messages={"required": _("Wählen Sie „Ja“ oder „Nein“.")},
    )
