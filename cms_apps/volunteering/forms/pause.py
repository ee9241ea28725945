"""Until when somebody pauses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.volunteering.forms.decisions import VerbForm


def _until() -> Any:
    return forms.DateField(
        label=_("Pause bis"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Ohne Tag bleibt das Ende offen."),
        error_messages={"invalid": _("Wählen Sie einen Tag.")},
    )


class OwnPauseForm(NoNativeValidation, forms.Form):
    """The person's own pause."""

    until = _until()


class PauseForm(VerbForm):
    """A pause entered by the team."""

    until = _until()
