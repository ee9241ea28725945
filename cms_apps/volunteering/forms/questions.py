"""The step "Fragen": what the chosen Träger asks besides, as its desk wrote it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cms_apps.organisations.enums import QuestionKind
from cms_apps.organisations.models import HostOrganisation, OwnQuestion
from cms_apps.organisations.selectors import questions_of
from cms_apps.volunteering.forms.base import Row, StepForm

YES, NO = "yes", "no"
LONGEST = 1000
ANY_QUESTION = re.compile(r"frage_[0-9]{1,12}\Z")
MOST_KEPT = 50


class QuestionsForm(StepForm):
    """One field for each question. Answers to another Träger's questions stay in the draft, unseen."""

    @classmethod
    def looks_answered(cls, raw: Mapping[str, list[str]], prefix: str) -> bool:
        """Whether anything was answered; a required one is asked for on the check page."""
        return any(any(values) for key, values in raw.items() if key.startswith(f"{prefix}-"))

    @classmethod
    def initial_of(cls, host: HostOrganisation, answers: Iterable[dict[str, Any]]) -> dict[str, Any]:
        """What was answered (`answers`) as the values of these fields."""
        with override(settings.LANGUAGE_CODE):
            codes = {one.pk: {words: code for code, words in _choices(one)} for one in questions_of(host.pk)
                     if one.kind != QuestionKind.TEXT}  # fmt: skip
        return {
            f"frage_{one['question']}": codes.get(one["question"], {}).get(one["value"], one["value"])
            for one in answers
        }

    def build(self) -> None:
        """Ask what the organisation asks now."""
        self.questions = {f"frage_{one.pk}": one for one in (questions_of(self.host.pk) if self.host else ())}
        for name, question in self.questions.items():
            self.fields[name] = self._field(question)
        for name in self._kept():
            self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that are seen."""
        return [self[name] for name in self.questions]

    @property
    def kept(self) -> list[forms.BoundField]:
        """The answers that another organisation's questions left."""
        return [self[name] for name in self.fields if name not in self.questions]

    def summary(self) -> list[Row]:
        """Question and answer, as they are asked."""
        return [
            (str(self.fields[name].label), shown) for name in self.questions if (shown := self._shown(name))
        ]

    def shown(self, name: str, value: Any) -> str:
        """An answer in words."""
        return self._shown(name) if name in self.questions else ""

    def answers(self) -> tuple[dict[str, Any], ...]:
        """Each answer with its question in German, and as both were asked where that was another language."""
        return tuple(self._answer(name, one) for name, one in self.questions.items() if self._shown(name))

    def _answer(self, name: str, question: OwnQuestion) -> dict[str, Any]:
        with override(settings.LANGUAGE_CODE):
            entry = {"question": question.pk, "label": str(question), "value": self._in_words(name)}
        language = get_language() or settings.LANGUAGE_CODE
        if language != settings.LANGUAGE_CODE and not question.is_german_only:
            asked = {"language": language, "label": question.shown("texts"), "value": self._in_words(name)}
            entry["as_asked"] = asked
        return entry

    def _in_words(self, name: str) -> str:
        question, value = self.questions[name], str(self.cleaned_data.get(name) or "")
        return str(dict(_choices(question)).get(value, value))

    def _shown(self, name: str) -> str:
        question, value = self.questions[name], str(self.cleaned_data.get(name) or "")
        return str(dict(_marked_choices(question)).get(value, value))

    def _field(self, question: OwnQuestion) -> forms.Field:
        shared: dict[str, Any] = {
            "label": _marked(question, question.shown("texts")),
            "help_text": _help(question),
            "required": question.required and self.complete,
        }
        if question.kind == QuestionKind.TEXT:
            field: forms.Field = forms.CharField(
                max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **shared
            )
            field.error_messages["max_length"] = _("Der Text ist zu lang. Kürzen Sie ihn auf 1000 Zeichen.")
        else:
            field = forms.ChoiceField(choices=_marked_choices(question), widget=forms.RadioSelect, **shared)
            field.error_messages["invalid_choice"] = _(
                "Diese Antwort gibt es nicht mehr. Wählen Sie bitte neu."
            )
        field.error_messages["required"] = _("Beantworten Sie diese Frage.")
        if question.required:
            field.widget.attrs["data-required-later"] = True
        return field

    def _kept(self) -> list[str]:
        start = f"{self.prefix}-" if self.prefix else ""
        names = [key.removeprefix(start) for key in self.data] if self.is_bound else list(self.initial)
        return [name for name in names if ANY_QUESTION.match(name) and name not in self.questions][:MOST_KEPT]


def _choices(question: OwnQuestion) -> list[tuple[str, str]]:
    """Value and words in the active language; the value of an option is its German text, whatever the order."""
    if question.kind == QuestionKind.YES_NO:
        return [(YES, _("Ja")), (NO, _("Nein"))]
    return list(zip(question.in_german("options") or [], question.shown_options, strict=True))


def _marked_choices(question: OwnQuestion) -> list[tuple[str, str]]:
    if question.kind != QuestionKind.CHOICE:
        return _choices(question)
    return [(value, _marked(question, words, differs=words == value)) for value, words in _choices(question)]


def _marked(question: OwnQuestion, text: str, *, differs: bool = True) -> str | SafeString:
    """A text that stands here in German on a page of another language says so."""
    if question.is_german_only and differs:
        return format_html('<span lang="de" dir="ltr">{}</span>', text)
    return text


def _help(question: OwnQuestion) -> str | SafeString:
    own = question.shown("helps")
    language = get_language() or settings.LANGUAGE_CODE
    if own and language != settings.LANGUAGE_CODE and not question.helps.get(language):
        own = format_html('<span lang="de" dir="ltr">{}</span>', own)
    if question.kind != QuestionKind.TEXT:
        return own
    warning = _("Schreiben Sie keine Angaben zu Gesundheit, Religion oder Aufenthaltsstatus.")
    return format_html("{} {}", own, warning) if own else warning
