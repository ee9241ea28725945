"""Step 7: check, agree, send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.volunteering.enums import ConsentPurpose
from cms_apps.volunteering.forms.base import StepForm


class CheckForm(StepForm):
    """Consents: each alone, unticked; only the notice must be acknowledged."""

    privacy_notice = forms.BooleanField(
        label=_("Ich habe die Datenschutzhinweise gelesen."),
        error_messages={"required": _("Bestätigen Sie, dass Sie die Datenschutzhinweise gelesen haben.")},
    )
    statistics = forms.BooleanField(
        label=_("Meine Angaben dürfen ohne meinen Namen für die Statistik des Landes gezählt werden."),
        help_text=_("Sie können das jederzeit widerrufen. Für Ihre Bewerbung spielt es keine Rolle."),
        required=False,
    )

    def consents(self) -> tuple[str, ...]:
        """The purposes that were agreed to."""
        return tuple(purpose.value for purpose in ConsentPurpose if self.cleaned_data.get(purpose.value))
