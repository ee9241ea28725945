"""Planning a run at the desk: what it is, and a row for each date. Works without any script."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.answers import DatePlan, RunPlan
from cms_apps.courses.enums import Mode, Procedure
from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.courses.selectors import kinds, modules_by_kind
from cms_apps.foundation.days import FIRST_YEAR, LAST_YEAR
from cms_apps.foundation.forms import NoNativeValidation, WholeNumberField
from cms_apps.foundation.wall_clock import HourMissing, days_later, instant

DATES, MOST_DATES, MOST_PLACES, MOST_UNITS = "termin", 40, 500, 24
NO_DAY, NO_TIME = _("Wählen Sie einen Tag."), _("Geben Sie eine Uhrzeit ein.")


class DateForm(NoNativeValidation, forms.Form):
    """One date, by the clock on the wall."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = forms.DateField(
        label=_("Datum"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": NO_DAY, "invalid": NO_DAY},
    )
    begins = forms.TimeField(
        label=_("Beginn"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": NO_TIME, "invalid": NO_TIME},
    )
    ends = forms.TimeField(
        label=_("Ende"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": NO_TIME, "invalid": NO_TIME},
    )
    teaching_units = WholeNumberField(label=_("UE (je 45 Minuten)"), min_value=0, max_value=MOST_UNITS)
    module = forms.TypedChoiceField(label=_("Modul"), required=False, coerce=int, empty_value=None)
    topic = forms.CharField(label=_("Thema"), required=False, max_length=160)
    place_line = forms.CharField(label=_("Anderer Ort"), required=False, max_length=160)

    def __init__(self, *args: Any, modules: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].choices = modules  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Turn the times on the wall into instants."""
        data = self.cleaned_data
        if data.get("day") and not FIRST_YEAR <= data["day"].year <= LAST_YEAR:
            self.add_error("day", NO_DAY)
        for name in ("begins", "ends"):
            if data.get("day") and data.get(name):
                try:
                    data[f"{name}_at"] = instant(data["day"], data[name])
                except (HourMissing, OverflowError):
                    self.add_error(
                        name, _("Diese Uhrzeit gibt es nicht: In dieser Nacht werden die Uhren vorgestellt.")
                    )
        if data.get("begins_at") and data.get("ends_at") and data["ends_at"] <= data["begins_at"]:
            self.add_error("ends", _("Das Ende muss nach dem Beginn liegen."))
        return data

    def plan(self) -> DatePlan:
        """What a valid row says."""
        data = self.cleaned_data
        return DatePlan(
            data["begins_at"], data["ends_at"], data["teaching_units"], data["module"], data["topic"],
            data["place_line"], data["pk"],
        )  # fmt: skip


class BaseDateForms(forms.BaseFormSet[DateForm]):
    """The dates of a run; all rows share one reading of the modules."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """The choices of every row."""
        if not hasattr(self, "modules"):
            groups = [
                (kind, [(one.pk, str(one)) for one in rows]) for kind, rows in modules_by_kind().items()
            ]
            self.modules: list[Any] = [("", _("ohne Modul")), *groups]
        # An empty row is no date, also where somebody counted the rows wrong.
        return {**super().get_form_kwargs(index), "modules": self.modules, "empty_permitted": False}


DateForms: Any = forms.formset_factory(
    DateForm, formset=BaseDateForms, extra=0, max_num=MOST_DATES, absolute_max=MOST_DATES, validate_max=True
)


class PlanForm(NoNativeValidation, forms.Form):
    """What the run is, where, and for how many."""

    expected = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Titel"), max_length=120, error_messages={"required": _("Geben Sie dem Kurs einen Titel.")}
    )
    kind_id = forms.TypedChoiceField(
        label=_("Kursart"), coerce=int, error_messages={"required": _("Wählen Sie eine Kursart.")}
    )
    mode = forms.ChoiceField(
        label=_("Form"), choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.ON_SITE
    )
    place_line = forms.CharField(
        label=_("Ort"),
        required=False,
        max_length=160,
        help_text=_("Zum Beispiel: Rathaus, Raum 12, Musterstadt"),
    )
    online_url = forms.URLField(
        label=_("Link zum Teilnehmen"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("Nur wer einen Platz hat, bekommt diesen Link."),
    )
    languages = forms.CharField(label=_("Sprachen"), max_length=120, initial="Deutsch")
    speakers = forms.CharField(label=_("Referent*innen"), required=False, max_length=300)
    note = forms.CharField(
        label=_("Zugang und Hinweise"),
        required=False,
        max_length=300,
        help_text=_("Zum Beispiel: stufenloser Zugang, Kinderbetreuung"),
    )
    capacity = WholeNumberField(label=_("Plätze"), min_value=1, max_value=MOST_PLACES)
    minimum = WholeNumberField(
        label=_("Mindestens"),
        min_value=0,
        max_value=MOST_PLACES,
        initial=0,
        help_text=_("So viele Menschen braucht der Kurs, damit er stattfindet."),
    )
    procedure = forms.ChoiceField(
        label=_("Vergabe der Plätze"),
        choices=Procedure.choices,
        widget=forms.RadioSelect,
        initial=Procedure.FIRST_COME,
        help_text=_(
            "Wer zuerst kommt: Wer sich anmeldet, hat den Platz; danach beginnt die Warteliste. Der Träger entscheidet: "
            "Sie lassen jede Person zu oder nicht; ist der Kurs voll, beginnt die Warteliste. "
            "Endgültig nur von Hand: Sie vergeben jeden Platz selbst, auch wenn einer frei wird."
        ),
    )
    closes_on = forms.DateField(
        label=_("Anmeldung bis"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": NO_DAY},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind_id"].choices = [(one.pk, one.name) for one in kinds()]  # type: ignore[attr-defined]

    def plan(self, dates: Any) -> RunPlan:
        """What a valid form and its valid rows say."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "expected"}
        return RunPlan(**data, dates=tuple(row.plan() for row in dates.forms))


def typed_rows(data: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of dates as somebody typed them, unchecked: to show them again with one more or one less."""
    count = data.get(f"{DATES}-TOTAL_FORMS", "")
    rows = range(min(int(count), MOST_DATES)) if count.isdecimal() and len(count) < MOST_DATES else ()
    return [{name: data.get(f"{DATES}-{row}-{name}", "") for name in DateForm.base_fields} for row in rows]


def typed_plan(data: Mapping[str, str]) -> dict[str, str]:
    """The run as somebody typed it, unchecked."""
    return {name: data[name] for name in PlanForm.base_fields if name in data}


def plan_of(run: CourseRun) -> dict[str, Any]:
    """A run as the form shows it."""
    return {name: getattr(run, name) for name in PlanForm.base_fields if name != "expected"}


def rows_of(run: CourseRun, *, days: int = 0, as_new: bool = False) -> list[dict[str, Any]]:
    """Its dates as the form shows them, so many days later by the clock on the wall; for a copy without their keys."""
    return [_row(one, days, as_new=as_new) for one in run.dates.all()]


def _row(one: CourseDate, days: int, *, as_new: bool) -> dict[str, Any]:
    begin, end = (timezone.localtime(days_later(edge, days)) for edge in (one.starts_at, one.ends_at))
    return {
        "pk": None if as_new else one.pk,
        "day": begin.date(),
        "begins": begin.time(),
        "ends": end.time(),
        "teaching_units": one.teaching_units,
        "module": one.module_id,
        "topic": one.topic,
        "place_line": one.place_line,
    }
