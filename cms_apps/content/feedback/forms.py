"""What readers fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.content.barriers.forms import own_path
from cms_apps.content.models.barrier import LONGEST_PATH
from cms_apps.content.models.feedback import LONGEST_FEEDBACK
from cms_apps.foundation.forms import NoNativeValidation


class FeedbackForm(NoNativeValidation, forms.Form):
    """Yes or no, and what is missing; `website` is for scripts, people do not see it."""

    helped = forms.ChoiceField(
        label=_("War diese Seite hilfreich?"),
        choices=[("yes", _("Ja")), ("no", _("Nein"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Wählen Sie Ja oder Nein."),
            "invalid_choice": _("Wählen Sie Ja oder Nein."),
        },
    )
    text = forms.CharField(
        label=_("Was fehlt, oder was war schwer zu verstehen?"),
        required=False,
        max_length=LONGEST_FEEDBACK,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Sie können das Feld leer lassen. Schreiben Sie nichts über sich oder andere: Wir können nicht antworten."
        ),
        error_messages={"max_length": _("Der Text ist zu lang. Kürzen Sie ihn auf 1000 Zeichen.")},
    )
    page = forms.CharField(required=False, max_length=LONGEST_PATH, widget=forms.HiddenInput)
    website = forms.CharField(required=False)

    def clean_page(self) -> str:
        """A page of ours, or none."""
        return own_path(self.cleaned_data["page"])

    @property
    def is_of_a_script(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.cleaned_data["website"])
