"""Who was at a date: one tap for each person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms_apps.courses.models import CourseDate
from cms_apps.enrolments.answers import Note
from cms_apps.enrolments.models import Attendance, Enrolment
from cms_apps.foundation.forms import NoNativeValidation

NOBODY_NOTED = "0:"


@dataclass(frozen=True)
class Line:
    """One person on the page: their field, what is noted by whom, and whether somebody was faster than this form."""

    enrolment: Enrolment
    field: Any
    seen: Any
    noted: Attendance | None
    overtaken: bool


class AttendanceForm(NoNativeValidation, forms.Form):
    """For each person a choice of UE, and beside it what stood there when the page was made ("version:UE").

    So what nobody touched is no statement, and a form that comes late says only what its author changed.
    """

    def __init__(
        self,
        *args: Any,
        date: CourseDate,
        people: Sequence[Enrolment],
        noted: dict[int, Attendance],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.date, self.people, self.noted = date, people, noted
        choices = _choices(date.teaching_units)
        for one in people:
            row = noted.get(one.pk)
            self.fields[f"da-{one.pk}"] = forms.ChoiceField(
                label=one.volunteer.full_name,
                required=False,
                choices=choices,
                widget=forms.RadioSelect,
                initial=str(row.units) if row else None,
                disabled=one.is_completed,
                error_messages={"invalid_choice": _("Wählen Sie, wie viele UE die Person da war.")},
            )
            self.fields[f"stand-{one.pk}"] = forms.CharField(
                required=False,
                max_length=20,
                widget=forms.HiddenInput,
                initial=f"{row.version}:{row.units}" if row else NOBODY_NOTED,
            )

    def notes(self, *, rest_was_there: bool) -> list[Note]:
        """What a valid form says; with `rest_was_there` everybody of whom nothing was said was there all the time."""
        found = []
        for one in self.people:
            typed = self.cleaned_data[f"da-{one.pk}"]
            version, _colon, before = (self.cleaned_data[f"stand-{one.pk}"] or NOBODY_NOTED).partition(":")
            if one.is_completed:
                continue
            own = (
                one.came and one.run_id == self.date.run_id
            )  # not who gave the place up, nor who makes up UE
            if not typed and rest_was_there and own and not before:
                typed = str(self.date.teaching_units)
            if typed and typed != before:
                found.append(Note(one.pk, int(typed), int(version) if version.isdecimal() else 0))
        return found

    def lines(self, overtaken: frozenset[int] = frozenset()) -> list[Line]:
        """The people in their order."""
        return [
            Line(
                one,
                self[f"da-{one.pk}"],
                self[f"stand-{one.pk}"],
                self.noted.get(one.pk),
                one.pk in overtaken,
            )
            for one in self.people
        ]


def _choices(units: int) -> list[tuple[str, str]]:
    """From "not there" to "all the time"; what lies between is said in UE."""
    between = [(str(one), ngettext("%(n)s UE", "%(n)s UE", one) % {"n": one}) for one in range(1, units)]
    return [("0", _("fehlte")), *between, (str(units), _("war da"))]
