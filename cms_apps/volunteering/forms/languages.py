"""Step 2: languages as skills."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms_apps.parameters.language_names import language_suggestions, language_typed, nearest_languages
from cms_apps.parameters.languages import OTHER, language_name
from cms_apps.volunteering.answers import LanguageSkill
from cms_apps.volunteering.enums import Level
from cms_apps.volunteering.forms.base import Row, StepForm

FIRST_ROWS = 2
MOST_ROWS = 10
MOST_DIGITS = 2
LONGEST_NAME = 60
SUGGESTIONS = "sprachen-liste"
ADD_ROW = "add_row"  # the button „Noch eine Sprache“


class LanguagesForm(StepForm):
    """Two rows at first, up to ten; an empty row is no answer.

    A language is typed by any of its names; one that is not kept stays as it was typed, once its box is ticked.
    A draft may also hold a code, as an older form wrote it.
    """

    named_twice: Any = gettext_lazy("Diese Sprache steht schon in einer Zeile darüber.")

    rows = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def looks_answered(cls, raw: Mapping[str, list[str]], prefix: str) -> bool:
        """Whether any row names a language."""
        return any(any(values) for key, values in raw.items() if key.startswith(f"{prefix}-code_"))

    @classmethod
    def initial_from(cls, raw: Mapping[str, list[str]], prefix: str) -> dict[str, Any]:
        """Show each kept language by its name in the active language, however it was typed."""
        initial = super().initial_from(raw, prefix)
        for index in (name.removeprefix("code_") for name in list(initial) if name.startswith("code_")):
            # A box that was not ticked is not sent: it stays empty.
            initial.setdefault(f"spoken_{index}", "")
        for name, typed in initial.items():
            code = language_typed(typed) if name.startswith("code_") else ""
            if code:
                initial[name] = language_name(code)
        return initial

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

    def with_room(self) -> dict[str, Any]:
        """What this bound form was given, unchecked, as initial values of one that has a row more."""
        typed = {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
        }
        return {**typed, f"spoken_{self.row_count}": True, "rows": self.row_count + 1}

    @property
    def suggestions(self) -> list[tuple[str, str]]:
        """What the browser offers while somebody types: names and own names."""
        return language_suggestions()

    @property
    def language_rows(self) -> list[dict[str, Any]]:
        """The bound fields, row by row, for the template."""
        names = ("code", "level", "other", "spoken", "written")
        return [
            {
                "number": index + 1,
                "fields": [self[f"{name}_{index}"] for name in names if f"{name}_{index}" in self.fields],
            }
            for index in range(self.row_count)
        ]

    def label_of(self, name: str) -> str:
        """With the row that it is in."""
        field, _underscore, index = name.rpartition("_")
        if not index.isdecimal():
            return super().label_of(name)
        row = f"{_('Sprache')} {int(index) + 1}"
        return row if field == "code" else f"{row}: {super().label_of(name)}"

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
        return tuple(self._skill(index) for index in range(self.row_count) if self._typed(index))

    def summary(self) -> list[Row]:
        """One line for each language."""
        return [
            (skill.other_name or language_name(skill.code), self._in_words(skill)) for skill in self.skills()
        ]

    def _add_row(self, index: int) -> None:
        self.fields[f"code_{index}"] = forms.CharField(
            label=gettext_lazy("Sprache"),
            required=False,
            max_length=LONGEST_NAME,
            widget=forms.TextInput(attrs={"list": SUGGESTIONS, "autocomplete": "off"}),
            error_messages={"max_length": gettext_lazy("Dieser Name ist zu lang. Kürzen Sie ihn bitte.")},
        )
        self.fields[f"level_{index}"] = forms.ChoiceField(
            label=gettext_lazy("Wie gut?"),
            required=False,
            choices=[("", "–"), *Level.choices],
            error_messages={"invalid_choice": gettext_lazy("Wählen Sie einen Eintrag.")},
        )
        if self._asks_whether_other(index):
            self.fields[f"other_{index}"] = forms.BooleanField(
                label=_("„%(name)s“ so übernehmen: Die Sprache steht nicht in der Liste")
                % {"name": self._as_typed(index)},
                required=False,
            )
        self.fields[f"spoken_{index}"] = forms.BooleanField(
            label=gettext_lazy("sprechen"), required=False, initial=True
        )
        self.fields[f"written_{index}"] = forms.BooleanField(label=gettext_lazy("schreiben"), required=False)
        for name in ("code", "level", "other", "spoken", "written"):
            if field := self.fields.get(f"{name}_{index}"):
                field.widget.attrs["data-required-later"] = True

    def _as_typed(self, index: int) -> str:
        return " ".join(self.typed(f"code_{index}").split())

    def _typed(self, index: int) -> str:
        return " ".join(str(self.cleaned_data.get(f"code_{index}") or "").split())

    def _asks_whether_other(self, index: int) -> bool:
        typed = self._as_typed(index)
        return bool(typed) and len(typed) <= LONGEST_NAME and not language_typed(typed)

    def _skill(self, index: int) -> LanguageSkill:
        data, typed = self.cleaned_data, self._typed(index)
        code = language_typed(typed)
        return LanguageSkill(
            code or OTHER,
            data[f"level_{index}"],
            data[f"spoken_{index}"],
            data[f"written_{index}"],
            other_name="" if code else typed,
        )

    def _check_row(self, index: int, seen: set[str]) -> None:
        data, typed = self.cleaned_data, self._typed(index)
        level = data.get(f"level_{index}")
        if not typed:
            if level and f"code_{index}" not in self.errors:
                self.add_error(f"code_{index}", _("Nennen Sie die Sprache zu dieser Zeile."))
            return
        if problem := self._problem(index, typed, seen):
            self.add_error(f"code_{index}", problem)
        if not level and f"level_{index}" not in self.errors:
            self.add_error(f"level_{index}", _("Sagen Sie, wie gut Sie diese Sprache können."))
        if not data.get(f"spoken_{index}") and not data.get(f"written_{index}"):
            self.add_error(
                f"spoken_{index}", _("Kreuzen Sie an, ob Sie die Sprache sprechen oder schreiben.")
            )

    def _problem(self, index: int, typed: str, seen: set[str]) -> str:
        """What is wrong with the name of a language, or nothing; a good one is seen from now on."""
        code = language_typed(typed)
        if code == OTHER:
            return _("Schreiben Sie den Namen der Sprache in dieses Feld.")
        if not code and not self.cleaned_data.get(f"other_{index}"):
            return self._unknown(typed)
        key = code or typed.casefold()
        if key in seen:
            return str(self.named_twice)
        seen.add(key)
        return ""

    @staticmethod
    def _unknown(typed: str) -> str:
        near = nearest_languages(typed)
        if not near:
            return _(
                "Diese Sprache steht nicht in der Liste. Stimmt der Name, kreuzen Sie an: so übernehmen."
            )
        return _("Meinten Sie %(names)s? Sonst kreuzen Sie an: so übernehmen.") % {"names": ", ".join(near)}

    @staticmethod
    def _in_words(skill: LanguageSkill) -> str:
        uses = [str(_("sprechen"))] * skill.spoken + [str(_("schreiben"))] * skill.written
        return f"{Level(skill.level).label} ({', '.join(uses)})"
