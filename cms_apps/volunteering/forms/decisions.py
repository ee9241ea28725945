"""What a coordinator fills in to accept or decline."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import runs_offered_by
from cms_apps.foundation.forms import Card, NoNativeValidation
from cms_apps.volunteering.enums import DECLINE_SENTENCES, DeclineReason
from cms_apps.volunteering.forms.cards import run_card
from cms_apps.volunteering.models import Application

NO_COURSE = "none"


class VerbForm(NoNativeValidation, forms.Form):
    """Carries the id of the last history row that the person saw, so that a stale decision is noticed."""

    expected = forms.IntegerField(widget=forms.HiddenInput)


class AcceptForm(VerbForm):
    """With a course or without; the wished one is chosen beforehand when it is still free."""

    course = forms.ChoiceField(
        label=_("Kursplatz"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Wählen Sie einen Kurs oder „Zusage ohne Kurs“."),
            "invalid_choice": _(
                "Dieser Kurs ist inzwischen voll. Wählen Sie einen anderen Kurs oder keinen."
            ),
        },
    )
    message = forms.CharField(
        label=_("Persönliche Worte"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stehen in der Mail an die Person. Zum Beispiel, wann Sie sich melden."),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.runs = list(runs_offered_by(application.organisation_id))
        self.fields["course"].choices = [  # type: ignore[attr-defined]
            *((str(run.pk), run_card(run)) for run in self.runs),
            (NO_COURSE, Card(_("Zusage ohne Kurs"))),
        ]
        wished = application.wished_run_id
        self.initial.setdefault(
            "course", str(wished) if wished in {run.pk for run in self.runs} else NO_COURSE
        )

    def run(self) -> CourseRun | None:
        """The chosen run of a valid form, or None."""
        chosen = self.cleaned_data["course"]
        return next((run for run in self.runs if str(run.pk) == chosen), None)


class DeclineForm(VerbForm):
    """A reason that stays inside, the public sentence that it suggests, and own words."""

    reason = forms.ChoiceField(
        label=_("Grund (bleibt intern)"),
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie einen Grund.")},
    )
    sentence = forms.CharField(
        label=_("Satz an die Person"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Steht in der Mail. „Satz zum Grund einsetzen“ schlägt einen vor; ändern Sie ihn, wie es passt."
        ),
        error_messages={"required": _("Schreiben Sie einen Satz oder setzen Sie den Satz zum Grund ein.")},
    )
    words = forms.CharField(
        label=_("Persönliche Worte"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def message(self) -> str:
        """What the person will read."""
        data = self.cleaned_data
        return "\n\n".join(part for part in (data["sentence"], data["words"]) if part)

    @staticmethod
    def suggested(reason: str, language: str) -> str:
        """The sentence that belongs to a reason, in the language of the person; empty for an unknown one."""
        with override(language):
            return str(DECLINE_SENTENCES.get(reason, ""))  # type: ignore[call-overload]
