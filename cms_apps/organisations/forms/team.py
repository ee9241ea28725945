"""Inviting somebody to the own team, and giving another role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.organisations.enums import Role
from cms_apps.organisations.models.invitation import LONGEST_ADDRESS


class RoleForm(NoNativeValidation, forms.Form):
    """What a member may do."""

    role = forms.ChoiceField(label=_("Rolle"), choices=Role.choices, widget=forms.RadioSelect)


class ReasonForm(NoNativeValidation, forms.Form):
    """Why something delicate is done; it stands in the log."""

    reason = forms.CharField(
        label=_("Woran haben Sie erkannt, dass es diese Person ist?"),
        help_text=_("Zum Beispiel: Rückruf unter der bekannten Nummer. Das steht im Protokoll."),
        max_length=300,
        error_messages={"required": _("Schreiben Sie, woran Sie die Person erkannt haben.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AccountForm(NoNativeValidation, forms.Form):
    """Whose account it is, by the address that the person says."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Die Adresse, mit der sich die Person anmeldet."),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Geben Sie eine E-Mail-Adresse ein."),
            "invalid": _("Diese E-Mail-Adresse ist nicht vollständig. Sie sieht so aus: name@beispiel.de."),
        },
    )


class InviteForm(RoleForm):
    """Who is invited."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Die Person bekommt eine Mail und nimmt darin an. Der Link gilt ein paar Tage."),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    first_name = forms.CharField(label=_("Vorname"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Nachname"), max_length=150, required=False)
    field_order = ("email", "first_name", "last_name", "role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = Role.COORDINATOR
