"""A question of a Träger's own, with a text for each language."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.organisations.enums import QuestionKind
from cms_apps.organisations.models import OwnQuestion

GERMAN = settings.LANGUAGE_CODE
LONGEST, LONGEST_OPTION, FEWEST_OPTIONS, MOST_OPTIONS = 200, 80, 2, 8


class QuestionForm(NoNativeValidation, forms.Form):
    """German is required; what another language lacks is shown in German."""

    kind = forms.ChoiceField(
        label=_("Art der Antwort"), choices=QuestionKind.choices, widget=forms.RadioSelect, initial="text",
        error_messages={"required": _("Wählen Sie eine Art.")},
    )  # fmt: skip
    required = forms.BooleanField(label=_("Muss beantwortet werden"), required=False)
    active = forms.BooleanField(label=_("Wird gefragt"), required=False, initial=True)

    def __init__(self, *args: Any, question: OwnQuestion | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.SYSTEM_LANGUAGES:
            self._add_language(code, name)
        if question is not None:
            self.initial.update(self._initial(question))

    @property
    def languages(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Code, name and fields of each language, for the template."""
        parts = ("text", "help", "options")
        return [
            (code, name, [self[f"{part}_{code}"] for part in parts])
            for code, name in settings.SYSTEM_LANGUAGES
        ]

    def clean(self) -> dict[str, Any]:
        """A choice has some options in German, and as many in each language that has any."""
        data = self.cleaned_data
        german = self._options(GERMAN)
        if data.get("kind") == QuestionKind.CHOICE and not FEWEST_OPTIONS <= len(german) <= MOST_OPTIONS:
            self.add_error(
                f"options_{GERMAN}", _("Nennen Sie zwei bis acht Antworten, jede in einer eigenen Zeile.")
            )
        for code, _name in settings.SYSTEM_LANGUAGES:
            self._check_options(code, len(german))
        return data

    def values(self) -> dict[str, Any]:
        """The fields of the question of a valid form."""
        data = self.cleaned_data
        is_choice = data["kind"] == QuestionKind.CHOICE
        return {
            "kind": data["kind"],
            "required": data["required"],
            "active": data["active"],
            "texts": self._by_language("text"),
            "helps": self._by_language("help"),
            "options": {
                code: options
                for code, _name in settings.SYSTEM_LANGUAGES
                if is_choice and (options := self._options(code))
            },
        }

    def _check_options(self, code: str, count: int) -> None:
        options, field = self._options(code), f"options_{code}"
        if any(len(option) > LONGEST_OPTION for option in options):
            self.add_error(field, _("Eine Antwort ist zu lang. Kürzen Sie sie auf 80 Zeichen."))
        if len(set(options)) != len(options):
            self.add_error(field, _("Eine Antwort steht zweimal da."))
        if code != GERMAN and options and len(options) != count:
            self.add_error(
                field, _("Es müssen so viele Antworten sein wie auf Deutsch, in derselben Reihenfolge.")
            )

    def _options(self, code: str) -> list[str]:
        lines = str(self.cleaned_data.get(f"options_{code}") or "").splitlines()
        return [" ".join(line.split()) for line in lines if line.strip()]

    def _by_language(self, part: str) -> dict[str, str]:
        found = {code: self.cleaned_data[f"{part}_{code}"] for code, _name in settings.SYSTEM_LANGUAGES}
        return {code: text for code, text in found.items() if text}

    def _add_language(self, code: str, name: str) -> None:
        self.fields[f"text_{code}"] = forms.CharField(
            label=_("Frage (%(language)s)") % {"language": name},
            max_length=LONGEST,
            required=code == GERMAN,
            widget=forms.TextInput(attrs={"lang": code}),
            error_messages={"required": _("Schreiben Sie die Frage auf Deutsch.")},
        )
        self.fields[f"help_{code}"] = forms.CharField(
            label=_("Hilfe darunter (%(language)s)") % {"language": name},
            max_length=LONGEST,
            required=False,
            widget=forms.TextInput(attrs={"lang": code}),
        )
        self.fields[f"options_{code}"] = forms.CharField(
            label=_("Antworten zur Auswahl (%(language)s)") % {"language": name},
            help_text=_("Nur bei „Auswahl“: jede Antwort in einer eigenen Zeile."),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4, "lang": code}),
        )

    @staticmethod
    def _initial(question: OwnQuestion) -> dict[str, Any]:
        initial: dict[str, Any] = {name: getattr(question, name) for name in ("kind", "required", "active")}
        for code, _name in settings.SYSTEM_LANGUAGES:
            initial[f"text_{code}"] = question.texts.get(code, "")
            initial[f"help_{code}"] = question.helps.get(code, "")
            initial[f"options_{code}"] = "\n".join(question.options.get(code, []))
        return initial
