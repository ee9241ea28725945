"""What a coordinator fills in to accept or decline."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import runs_offered_by
from cms_apps.enrolments.selectors import with_waiting
from cms_apps.foundation.forms import Card, NoNativeValidation
from cms_apps.volunteering.eligibility import lacks_talk
from cms_apps.volunteering.enums import DECLINE_SENTENCES, DeclineReason
from cms_apps.volunteering.forms.cards import run_card
from cms_apps.volunteering.models import Application

NO_COURSE, ON_THE_LIST = "none", "list-"


class VerbForm(NoNativeValidation, forms.Form):
    """Carries the id of the last history row that the person saw, so that a stale decision is noticed."""

    expected = forms.IntegerField(widget=forms.HiddenInput)


class AcceptForm(VerbForm):
    """With a course or without; a full one means its waiting list. The wished one is chosen beforehand."""

    course = forms.ChoiceField(
        label=_("Kursplatz"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Wählen Sie einen Kurs oder „Zusage ohne Kurs“."),
            "invalid_choice": _("Dieser Kurs ist inzwischen voll oder wieder frei. Wählen Sie noch einmal."),
        },
    )
    without_talk = forms.BooleanField(
        label=_("Ohne Erstgespräch zusagen"),
        required=False,
        help_text=_("Ihr Team wünscht vor jeder Zusage ein Erstgespräch. Hier ist noch keines eingetragen."),
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
        runs = with_waiting(runs_offered_by(application.organisation_id))
        self.runs = {self._choice(run): run for run in runs}
        self.fields["course"].choices = [  # type: ignore[attr-defined]
            *((choice, run_card(run)) for choice, run in self.runs.items()),
            (NO_COURSE, Card(_("Zusage ohne Kurs"))),
        ]
        if not lacks_talk(application):
            del self.fields["without_talk"]
        wished = (choice for choice, run in self.runs.items() if run.pk == application.wished_run_id)
        self.initial.setdefault("course", next(wished, NO_COURSE))

    def run(self) -> CourseRun | None:
        """The chosen run of a valid form, or None."""
        return self.runs.get(self.cleaned_data["course"])

    def may_wait(self) -> bool:
        """Whether the waiting list was chosen, and not a place."""
        chosen: str = self.cleaned_data["course"]
        return chosen.startswith(ON_THE_LIST)

    @staticmethod
    def _choice(run: CourseRun) -> str:
        free = run.places_left and not run.waiting  # type: ignore[attr-defined]
        return str(run.pk) if free else f"{ON_THE_LIST}{run.pk}"


def reason_field() -> forms.ChoiceField:
    """Why somebody is turned down; it stays inside."""
    return forms.ChoiceField(
        label=_("Grund (bleibt intern)"),
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie einen Grund.")},
    )


class DeclineForm(VerbForm):
    """A reason that stays inside, the public sentence that it suggests, and own words."""

    reason = reason_field()
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
