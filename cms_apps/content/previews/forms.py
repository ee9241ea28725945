"""What editors fill in to give a preview, and what the person answers."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.content.models import PreviewAnswer, PreviewKind
from cms_apps.content.models.preview import LONGEST_WORDS
from cms_apps.content.previews.errors import WordsMissing
from cms_apps.foundation.days import validate_day
from cms_apps.foundation.forms import NoNativeValidation

DAYS = 3


def _in_three_days() -> datetime:
    return (timezone.localtime() + timedelta(days=DAYS)).replace(hour=18, minute=0, second=0, microsecond=0)


class GiveForm(NoNativeValidation, forms.Form):
    """Who, what for, until when (German, as the admin)."""

    kind = forms.ChoiceField(
        label="Wozu",
        choices=PreviewKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Wählen Sie, wozu die Person den Entwurf liest."},
    )
    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Nennen Sie den Namen der Person."}
    )
    email = forms.EmailField(
        label="E-Mail-Adresse",
        max_length=254,
        help_text="Dorthin geht der Link. Er gilt nur für diese Person.",
        error_messages={
            "required": "Geben Sie eine E-Mail-Adresse ein.",
            "invalid": "Diese E-Mail-Adresse ist nicht vollständig. Sie sieht so aus: name@beispiel.de.",
        },
    )
    language = forms.ChoiceField(label="Sprache der Mail", choices=settings.SYSTEM_LANGUAGES, initial="de")
    expires_at = forms.DateTimeField(
        validators=[validate_day],
        label="Gilt bis",
        initial=_in_three_days,
        widget=forms.DateTimeInput(format="%Y-%m-%d %H:%M"),
        input_formats=["%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"],
        help_text="Zum Beispiel 2026-12-04 18:00, nach der Uhr in Hessen.",
        error_messages={"invalid": "Schreiben Sie Tag und Uhrzeit so: 2026-12-04 18:00."},
    )
    message = forms.CharField(
        label="Ihre Nachricht",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Steht in der Mail.",
    )


class AnswerForm(NoNativeValidation, forms.Form):
    """Yes, or what should be different; `seen` is the version that the page showed."""

    answer = forms.ChoiceField(
        label=_("Ihre Antwort"),
        choices=PreviewAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie eine Antwort.")},
    )
    comment = forms.CharField(
        label=_("Anmerkung"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Was soll geändert werden? Beim Freigeben können Sie das Feld leer lassen."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Who wants a change says which, at the field."""
        if self.cleaned_data.get("answer") == PreviewAnswer.CHANGE and not self.cleaned_data.get("comment"):
            self.add_error("comment", str(WordsMissing.message))
        return self.cleaned_data
