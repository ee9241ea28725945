"""Two questions about a course."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.enrolments.models.feedback import LONGEST_ANSWER
from cms_apps.foundation.forms import NoNativeValidation

CHOOSE = _("Wählen Sie eine Antwort.")
SCORES = [
    (5, _("sehr gut")),
    (4, _("gut")),
    (3, _("mittel")),
    (2, _("nicht so gut")),
    (1, _("schlecht")),
]


class CourseFeedbackForm(NoNativeValidation, forms.Form):
    """How it was, from 1 to 5, and a sentence if somebody likes."""

    score = forms.TypedChoiceField(
        label=_("Wie war der Kurs?"),
        choices=SCORES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    text = forms.CharField(
        label=_("Was war gut, was soll anders werden?"),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Sie können das Feld leer lassen. Schreiben Sie keine Namen und nichts, woran man Sie oder andere erkennt."
        ),
        error_messages={"max_length": _("Der Text ist zu lang. Kürzen Sie ihn auf 500 Zeichen.")},
    )
