"""Applications from a table: each row is checked as the page of entry checks one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.foundation.sorting import sort_key
from cms_apps.media.malware import check_for_malware
from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering.eligibility import parents_must_agree, too_young_for
from cms_apps.volunteering.enums import HoursPerWeek, Level, Slot, Topic
from cms_apps.volunteering.errors import ParentsMissing, TooYoung
from cms_apps.volunteering.forms.entry import EntryForm
from cms_apps.volunteering.forms.languages import LanguagesForm

MOST_ROWS = 100
COLUMNS: dict[str, Any] = {
    "first_name": _("Vorname"),
    "last_name": _("Nachname"),
    "place": _("Ort"),
    "email": _("E-Mail-Adresse"),
    "phone": _("Telefon"),
    "birth_year": _("Geburtsjahr"),
    "languages": _("Sprachen"),
    "slots": _("Zeiten"),
    "hours": _("Stunden pro Woche"),
    "topics": _("Themen"),
    "motivation": _("Über die Person"),
    "parent_name": _("Name eines Elternteils"),
    "parents_agreed": _("Unterschrift liegt vor"),
    "privacy_notice": _("kennt die Datenschutzhinweise"),
}
EXAMPLE = {
    "first_name": "Rosa",
    "last_name": "Beispiel",
    "place": "65183",
    "phone": "0611 555 0100",
    "languages": "Spanisch: sehr gut; Deutsch: gut",
    "slots": str(Slot.WEEKEND.label),
    "hours": str(HoursPerWeek.UP_TO_2.label),
    "topics": str(Topic.SCHOOL.label),
    "privacy_notice": "ja",
}
PLAIN = ("first_name", "last_name", "place", "email", "phone", "birth_year", "motivation", "parent_name")
YES = frozenset({"ja", "yes", "x", "1", "true", "wahr"})


class UploadForm(NoNativeValidation, forms.Form):
    """The file, and for whom."""

    organisation = forms.TypedChoiceField(label=_("Für welchen Träger?"), coerce=int)
    table = forms.FileField(
        label=_("Tabelle (XLSX oder CSV)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Höchstens 100 Zeilen und 2 MB. Die erste Zeile nennt die Spalten, wie in der Vorlage."),
        error_messages={"required": _("Wählen Sie eine Datei."), "empty": _("Diese Datei ist leer.")},
    )

    def __init__(self, *args: Any, hosts: Sequence[HostOrganisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = {one.pk: one for one in hosts}
        self.fields["organisation"].choices = [(pk, one.name) for pk, one in self.hosts.items()]  # type: ignore[attr-defined]
        if len(self.hosts) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial["organisation"] = next(iter(self.hosts))

    def clean_table(self) -> Any:
        """Without malware."""
        check_for_malware(self.cleaned_data["table"])
        return self.cleaned_data["table"]


class RowForm(EntryForm):
    """One row of a table; what a paper list does not say is left open. Each sentence stands beside its column."""

    named_twice = _("Eine Sprache steht zweimal da.")

    def build(self) -> None:
        """Without what belongs to the page of entry, and in words for somebody who looks at a table."""
        super().build()
        del self.fields["source"], self.fields["key"]
        for name, field in self.fields.items():
            field.error_messages["max_length"] = _("Zu lang, höchstens %(limit_value)d Zeichen.")
            if name in PLAIN:
                field.error_messages["required"] = _("Hier fehlt etwas.")
            if column_of(name) and (choices := getattr(field, "choices", None)):
                field.error_messages["invalid_choice"] = _unknown(choices)
        if "municipality" in self.fields:
            names = ", ".join(self._place(one) for one in self.matches)
            self.fields["municipality"].error_messages["required"] = _(
                "Das kann mehreres sein: %(names)s. Schreiben Sie Postleitzahl oder Namen genauer."
            ) % {"names": names}


@dataclass(frozen=True)
class CheckedRow:
    """One row with what is wrong with it; `known` is the number of an application that may be of the same person."""

    number: int
    name: str
    form: RowForm
    problems: list[str]
    known: str = ""
    twin: int | None = None  # the row above it that is of the same person

    @property
    def is_ticked(self) -> bool:
        """Whether it is taken over unless somebody says otherwise."""
        return not (self.known or self.twin)

    @property
    def place(self) -> str:
        """The municipality that was understood, else what stands in the table."""
        return str(self.form.municipality or self.form.typed_place)

    @property
    def languages(self) -> str:
        """The languages of a good row as they were understood."""
        return ", ".join(f"{name}: {words}" for name, words in LanguagesForm.summary(self.form))

    @property
    def is_good(self) -> bool:
        """Whether an application can be made of it."""
        return not self.problems


def named_rows(table: Sequence[Sequence[str]]) -> tuple[list[tuple[int, dict[str, str]]], list[str]]:
    """The rows below the head by the names of our columns, and the columns that are missing."""
    if not table:
        return [], [str(label) for label in COLUMNS.values()]
    by_title = {sort_key(str(label)): name for name, label in COLUMNS.items()}
    head = [by_title.get(sort_key(title), "") for title in table[0]]
    needed = ("first_name", "last_name", "place", "languages", "privacy_notice")
    missing = [str(COLUMNS[name]) for name in needed if name not in head]
    rows = [
        (number, {name: value for name, value in zip(head, row, strict=False) if name})
        for number, row in enumerate(table[1:], start=2)
    ]
    return rows, missing


def form_of(row: dict[str, str], host: HostOrganisation) -> RowForm:
    """The form that checks a row."""
    return RowForm(_typed(row, host), hosts=[host])


def problems_of(form: RowForm) -> list[str]:
    """What is wrong, each with the name of its column."""
    found = []
    for name, errors in form.errors.items():
        column = column_of(name)
        found += [f"{column}: {error}" if column else str(error) for error in errors]
    if not found:
        found = _problems_of_age(form)
    return list(dict.fromkeys(found))


def column_of(name: str) -> str:
    """What the column is called from which this field comes; empty for what stands in none."""
    in_column = {"municipality": "place"}.get(name, name)
    if name.startswith(("code_", "level_", "spoken_")):
        in_column = "languages"
    return str(COLUMNS.get(in_column, ""))


def _unknown(choices: Any) -> str:
    labels = ", ".join(str(label) for value, label in choices if value)
    words = {"value": "%(value)s", "choices": labels.replace("%", "%%")}  # Django fills in the value
    return _("„%(value)s“ kennen wir nicht. Möglich sind: %(choices)s.") % words


def _problems_of_age(form: RowForm) -> list[str]:
    """What `enter_application` would refuse."""
    data, today = form.cleaned_data, timezone.localdate()
    year, host = data["birth_year"], form.hosts[data["organisation"]]
    if too_young_for(host, year, today):
        return [str(TooYoung.message)]
    signed = data["parents_agreed"] and data["parent_name"]
    return [str(ParentsMissing.message)] if parents_must_agree(year, today) and not signed else []


def _typed(row: dict[str, str], host: HostOrganisation) -> dict[str, Any]:
    return {
        **{name: row.get(name, "") for name in PLAIN},
        "organisation": str(host.pk),
        "course": "none",
        "slots": _codes(row.get("slots", ""), Slot) or [Slot.FLEXIBLE.value],
        "hours": (_codes(row.get("hours", ""), HoursPerWeek) or [HoursPerWeek.OPEN.value])[0],
        "topics": _codes(row.get("topics", ""), Topic),
        **{
            name: "on" for name in ("parents_agreed", "privacy_notice") if row.get(name, "").casefold() in YES
        },
        **_languages(row.get("languages", "")),
    }


def _codes(text: str, choices: Any) -> list[str]:
    """Labels in any order and spelling of case; what is none of them stays, so that the form refuses it."""
    by_label = {sort_key(str(one.label)): one.value for one in choices}
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    return [by_label.get(sort_key(part), part) for part in parts]


def _languages(text: str) -> dict[str, str]:
    """As in „Spanisch: sehr gut; Deutsch“: without a word for it a language is spoken well."""
    parts = [part.strip() for part in text.replace(",", ";").split(";") if part.strip()]
    typed = {"rows": str(len(parts))}
    for index, part in enumerate(parts):
        name, _colon, level = part.partition(":")
        typed |= {
            f"code_{index}": name.strip(),
            f"level_{index}": (_codes(level, Level) or [Level.GOOD.value])[0],
            f"spoken_{index}": "on",
            f"other_{index}": "on",
        }
    return typed
