"""Step 6: a wish for a course, or none."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import runs_offered_by
from cms_apps.foundation.forms import Card
from cms_apps.volunteering.enums import CourseWish
from cms_apps.volunteering.forms.base import StepForm
from cms_apps.volunteering.forms.cards import run_card


class CourseForm(StepForm):
    """The runs of the chosen organisation and of the centre, a later one, or none. A wish is no place."""

    needed: tuple[str, ...] = ("course",)

    course = forms.ChoiceField(
        label=_("Welcher Kurs passt Ihnen?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Wählen Sie einen Kurs oder „Ein Kurs ist mir jetzt nicht wichtig“."),
            "invalid_choice": _("Dieser Kurs nimmt niemanden mehr auf. Wählen Sie bitte neu."),
        },
    )

    def build(self) -> None:
        """Offer what is open now."""
        self.runs: list[CourseRun] = list(runs_offered_by(self.host.pk)) if self.host else []
        self.fields["course"].choices = [  # type: ignore[attr-defined]
            *((f"run-{run.pk}", run_card(run)) for run in self.runs),
            (CourseWish.LATER.value, Card(_("Ich möchte einen späteren Kurs besuchen"))),
            (CourseWish.NONE.value, Card(_("Ein Kurs ist mir jetzt nicht wichtig"))),
        ]

    def wish(self) -> tuple[str, int | None]:
        """Kind of wish and run of a valid form."""
        kind, _dash, pk = self.cleaned_data["course"].partition("-")
        return kind, int(pk) if pk else None
