"""A note or a phone call at an application."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.volunteering.enums import NoteKind
from cms_apps.volunteering.forms.message import LONGEST


class NoteForm(NoNativeValidation, forms.Form):
    """What the team writes down for itself."""

    kind = forms.ChoiceField(
        label=_("Was halten Sie fest?"),
        choices=NoteKind.choices,
        initial=NoteKind.NOTE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie Notiz oder Anruf.")},
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Lesen nur die Mitglieder Ihres Trägers. Gehört zur Auskunft, wenn die Person eine verlangt."
        ),
        error_messages={
            "required": _("Schreiben Sie etwas."),
            "max_length": _("Der Text ist zu lang. Kürzen Sie ihn auf 4000 Zeichen."),
        },
    )
