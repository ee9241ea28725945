"""The step "Gespräch": only for a Träger that wants a first talk with everybody."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms_apps.volunteering.enums import TalkMode
from cms_apps.volunteering.forms.base import StepForm

GERMAN = "de"


class TalkWishForm(StepForm):
    """How somebody would like to talk, and when it suits."""

    needed = ("how",)

    how = forms.MultipleChoiceField(
        label=_("Wie möchten Sie sprechen?"),
        choices=TalkMode.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kreuzen Sie alles an, was für Sie geht."),
        error_messages={"required": _("Kreuzen Sie mindestens eine Möglichkeit an.")},
    )
    when = forms.CharField(
        label=_("Wann passt es Ihnen?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Zum Beispiel: dienstags und donnerstags ab 17 Uhr. "
            "Schreiben Sie keine Angaben zu Gesundheit, Religion oder Aufenthaltsstatus."
        ),
        error_messages={"max_length": _("Der Text ist zu lang. Kürzen Sie ihn auf 300 Zeichen.")},
    )

    def wish(self) -> str:
        """The wish in one line for the team, in German."""
        with override(GERMAN):
            ways = ", ".join(str(TalkMode(way).label) for way in self.cleaned_data["how"])
        return "; ".join(part for part in (ways, self.cleaned_data["when"]) if part)
