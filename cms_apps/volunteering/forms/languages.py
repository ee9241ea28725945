"""Step 2: languages as skills."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms_apps.parameters.languages import language_choices, language_name
from cms_apps.volunteering.answers import LanguageSkill
from cms_apps.volunteering.enums import Level
from cms_apps.volunteering.forms.base import Row, StepForm

FIRST_ROWS = 2
MOST_ROWS = 10
MOST_DIGITS = 2


class LanguagesForm(StepForm):
    """Two rows at first, up to ten; an empty row is no answer."""

    rows = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def looks_answered(cls, raw: Mapping[str, list[str]], prefix: str) -> bool:
        """Whether any row names a language."""
        return any(any(values) for key, values in raw.items() if key.startswith(f"{prefix}-code_"))

    def build(self) -> None:
        """Add the rows."""
        typed = self.typed("rows")
        count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else 0
        self.row_count = min(max(count, FIRST_ROWS), MOST_ROWS)
        self.initial["rows"] = self.row_count
        for index in range(self.row_count):
            self._add_row(index)

    @property
    def can_grow(self) -> bool:
        """Whether there may be one more row."""
        return self.row_count < MOST_ROWS

    @property
    def language_rows(self) -> list[dict[str, Any]]:
        """The bound fields, row by row, for the template."""
        names = ("code", "level", "spoken", "written")
        return [
            {"number": index + 1, "fields": [self[f"{name}_{index}"] for name in names]}
            for index in range(self.row_count)
        ]

    def clean(self) -> dict[str, Any]:
        """Each row whole, no language twice, at least one when all is checked."""
        seen: set[str] = set()
        for index in range(self.row_count):
            self._check_row(index, seen)
        if self.complete and not seen and not self.errors:
            self.add_error("code_0", _("Nennen Sie mindestens eine Sprache."))
        return self.cleaned_data

    def skills(self) -> tuple[LanguageSkill, ...]:
        """The answers of a valid form."""
        data = self.cleaned_data
        return tuple(
            LanguageSkill(data[f"code_{i}"], data[f"level_{i}"], data[f"spoken_{i}"], data[f"written_{i}"])
            for i in range(self.row_count)
            if data.get(f"code_{i}")
        )

    def summary(self) -> list[Row]:
        """One line for each language."""
        return [(language_name(skill.code), self._in_words(skill)) for skill in self.skills()]

    def _add_row(self, index: int) -> None:
        self.fields[f"code_{index}"] = forms.ChoiceField(
            label=gettext_lazy("Sprache"),
            required=False,
            choices=[("", "–"), *language_choices()],
            error_messages={"invalid_choice": gettext_lazy("Wählen Sie eine Sprache aus der Liste.")},
        )
        self.fields[f"level_{index}"] = forms.ChoiceField(
            label=gettext_lazy("Wie gut?"),
            required=False,
            choices=[("", "–"), *Level.choices],
            error_messages={"invalid_choice": gettext_lazy("Wählen Sie einen Eintrag.")},
        )
        self.fields[f"spoken_{index}"] = forms.BooleanField(
            label=gettext_lazy("sprechen"), required=False, initial=True
        )
        self.fields[f"written_{index}"] = forms.BooleanField(label=gettext_lazy("schreiben"), required=False)
        for name in ("code", "level", "spoken", "written"):
            self.fields[f"{name}_{index}"].widget.attrs["data-required-later"] = True

    def _check_row(self, index: int, seen: set[str]) -> None:
        data = self.cleaned_data
        code, level = data.get(f"code_{index}"), data.get(f"level_{index}")
        if not code:
            if level:
                self.add_error(f"code_{index}", _("Wählen Sie die Sprache zu dieser Zeile."))
            return
        if code in seen:
            self.add_error(f"code_{index}", _("Diese Sprache steht schon in einer Zeile darüber."))
        if not level:
            self.add_error(f"level_{index}", _("Sagen Sie, wie gut Sie diese Sprache können."))
        if not data.get(f"spoken_{index}") and not data.get(f"written_{index}"):
            self.add_error(
                f"spoken_{index}", _("Kreuzen Sie an, ob Sie die Sprache sprechen oder schreiben.")
            )
        seen.add(code)

    @staticmethod
    def _in_words(skill: LanguageSkill) -> str:
        uses = [str(_("sprechen"))] * skill.spoken + [str(_("schreiben"))] * skill.written
        return f"{Level(skill.level).label} ({', '.join(uses)})"
