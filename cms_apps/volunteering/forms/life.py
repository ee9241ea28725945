"""What is written in the middle of an application's life: a question, an answer, words for the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.volunteering.forms.decisions import VerbForm

LONGEST = 4000


class AskForm(VerbForm):
    """One question, as the person will read it."""

    text = forms.CharField(
        label=_("Ihre Frage"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Steht in der Mail. Die Person antwortet über ihren Link; so lange steht die Frist still."
        ),
        error_messages={"required": _("Schreiben Sie Ihre Frage.")},
    )


class ShortlistForm(VerbForm):
    """Words for whoever is kept in mind."""

    message = forms.CharField(
        label=_("Persönliche Worte"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stehen in der Mail. Zum Beispiel, wann Sie wieder jemanden suchen."),
    )


class AnswerForm(NoNativeValidation, forms.Form):
    """What the person answers."""

    text = forms.CharField(
        label=_("Ihre Antwort"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Bitte schreiben Sie keine Angaben zu Gesundheit, Religion, Aufenthaltsstatus oder zu anderen Personen."
        ),
        error_messages={"required": _("Schreiben Sie Ihre Antwort.")},
    )
