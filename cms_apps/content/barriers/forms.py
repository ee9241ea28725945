"""What readers and editors fill in."""

from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.content.models.barrier import LONGEST_PATH, LONGEST_TEXT
from cms_apps.foundation.forms import NoNativeValidation


class BarrierForm(NoNativeValidation, forms.Form):
    """What does not work, where, and where to answer to; `website` is for scripts, people do not see it."""

    page = forms.CharField(
        label=_("Auf welcher Seite?"),
        required=False,
        max_length=LONGEST_PATH,
        help_text=_("Adresse oder Überschrift. Sie können das Feld leer lassen."),
    )
    text = forms.CharField(
        label=_("Was funktioniert nicht?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Zum Beispiel: „Ich komme mit der Tastatur nicht in das Menü.“ "
            "Schreiben Sie keine Angaben zu Ihrer Gesundheit."
        ),
        error_messages={
            "required": _("Schreiben Sie, was nicht funktioniert."),
            "max_length": _("Der Text ist zu lang. Kürzen Sie ihn auf 3000 Zeichen."),
        },
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        help_text=_("Nur, wenn Sie eine Antwort möchten."),
        error_messages={
            "invalid": _("Diese E-Mail-Adresse ist nicht vollständig. Sie sieht so aus: name@beispiel.de.")
        },
    )
    website = forms.CharField(required=False)

    @property
    def is_of_a_script(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.cleaned_data["website"])


class AnswerForm(NoNativeValidation, forms.Form):
    """What was done about it."""

    text = forms.CharField(
        label="Ihre Antwort",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Was ist jetzt besser, oder warum geht es nicht? Steht in der Mail, wenn die Person eine Adresse nannte.",
        error_messages={"required": "Schreiben Sie eine Antwort."},
    )


def own_path(address: str) -> str:
    """The path of a page of ours that a link named; "" for anything else."""
    try:
        parts = urlsplit(address)
    except ValueError:  # half an address
        return ""
    # A browser reads a backslash as a slash, and what follows two of them as another site.
    is_path = parts.path.startswith("/") and not parts.path.startswith("//") and "\\" not in parts.path
    return parts.path[:LONGEST_PATH] if is_path and not parts.scheme and not parts.netloc else ""
