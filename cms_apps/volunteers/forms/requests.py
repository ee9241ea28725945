"""What the desk fills in to end a request for accompaniment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.volunteers.enums import RequestRefusal
from cms_apps.volunteers.models.request import LONGEST_TEXT

TOO_LONG = _("Der Text ist zu lang. Kürzen Sie ihn auf 2000 Zeichen.")


class AnswerForm(NoNativeValidation, forms.Form):
    """Who comes along, where and when."""

    text = forms.CharField(
        label=_("Ihre Antwort"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Schreiben Sie eine Antwort."), "max_length": TOO_LONG},
    )


class DeclineForm(NoNativeValidation, forms.Form):
    """Why not, and what the person may do instead."""

    refusal = forms.ChoiceField(
        label=_("Grund"),
        choices=RequestRefusal.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Wählen Sie einen Grund."),
            "invalid_choice": _("Wählen Sie einen Grund."),
        },
    )
    text = forms.CharField(
        label=_("Persönliche Worte"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": TOO_LONG},
    )
