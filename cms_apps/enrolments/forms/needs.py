"""What somebody needs in a course, and their consent that the course leader reads it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.enrolments.enums import NeedKind
from cms_apps.foundation.forms import NoNativeValidation


class NeedsForm(NoNativeValidation, forms.Form):
    """Three boxes and no free words; nothing ticked takes everything back, and needs no consent."""

    wanted = forms.TypedMultipleChoiceField(
        label=_("Was brauchen Sie?"),
        choices=NeedKind.choices,
        coerce=NeedKind,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Kreuzen Sie alles an, was passt. Brauchen Sie nichts davon, lassen Sie alles leer."),
    )
    agreed = forms.BooleanField(
        label=_("Ich bin damit einverstanden, dass die Kursleitung das liest."), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for consent where there is something to read."""
        data = self.cleaned_data
        if data.get("wanted") and not data.get("agreed"):
            self.add_error(
                "agreed", _("Ohne Ihr Einverständnis können wir das nicht speichern. Kreuzen Sie es hier an.")
            )
        return data
