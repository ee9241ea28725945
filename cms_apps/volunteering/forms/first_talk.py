"""When and how a first talk (Erstgespräch) is held."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import WholeNumberField
from cms_apps.volunteering.enums import TalkMode
from cms_apps.volunteering.forms.decisions import VerbForm


class TalkMissedForm(VerbForm):
    """What the team does next about somebody who did not come."""

    AGAIN, LATER = "again", "later"

    then = forms.ChoiceField(
        label=_("Wie geht es weiter?"),
        choices=[
            (AGAIN, _("Neuen Termin vorschlagen")),
            (LATER, _("Abwarten, ob sich die Person meldet")),
        ],
        widget=forms.RadioSelect,
        initial=AGAIN,
        error_messages={"required": _("Wählen Sie, wie es weitergeht.")},
    )


class TalkForm(VerbForm):
    """Day, time, length, how and where."""

    day = forms.DateField(
        label=_("An welchem Tag?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Wählen Sie einen Tag."), "invalid": _("Wählen Sie einen Tag.")},
    )
    time = forms.TimeField(
        label=_("Uhrzeit"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": _("Geben Sie eine Uhrzeit ein."),
            "invalid": _("Geben Sie eine Uhrzeit ein."),
        },
    )
    minutes = WholeNumberField(label=_("Dauer in Minuten"), min_value=5, max_value=480, initial=45)
    mode = forms.ChoiceField(
        label=_("Wie treffen Sie sich?"),
        choices=TalkMode.choices,
        widget=forms.RadioSelect,
        initial=TalkMode.PLACE,
    )
    where = forms.CharField(
        label=_("Wo"),
        max_length=300,
        help_text=_("Die Adresse, die Telefonnummer oder der Link zum Videogespräch. Steht in der Mail."),
        error_messages={"required": _("Schreiben Sie, wo das Gespräch ist.")},
    )

    def clean(self) -> dict[str, Any]:
        """A talk lies ahead."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("day") and data.get("time"):
            naive = datetime.combine(data["day"], data["time"])
            data["starts_at"] = timezone.make_aware(naive)
            if data["starts_at"] <= timezone.now():
                raise ValidationError({"day": _("Dieser Zeitpunkt ist schon vorbei.")})
        return data
