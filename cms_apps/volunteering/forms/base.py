"""What every step of the sign-up shares."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.organisations.models import HostOrganisation

Row = tuple[str, str]


class StepForm(NoNativeValidation, forms.Form):
    """One step. "Weiter" checks the shape of what was typed; what is `needed` is required on the check page only.

    `organisation` is the choice of the first step (`host` in the form: a field may be called organisation), for the steps that depend on it.
    """

    needed: tuple[str, ...] = ()

    def __init__(
        self,
        *args: Any,
        complete: bool = False,
        organisation: HostOrganisation | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.complete = complete
        self.host = organisation
        self.build()
        self.tell_instead_of_cutting()
        for name in self.needed:
            self.fields[name].required = complete
            self.fields[name].widget.attrs["data-required-later"] = True

    def build(self) -> None:
        """Add the fields that depend on what was typed."""

    @property
    def asks_more(self) -> bool:
        """Whether the answer opens further questions of the same step that were not shown yet."""
        return False

    def summary(self) -> list[Row]:
        """Label and answer of each question, for the check page; asked of a valid form."""
        return [
            (str(field.label), shown)
            for name, field in self.fields.items()
            if (shown := self.shown(name, self.cleaned_data.get(name)))
        ]

    def label_of(self, name: str) -> str:
        """The label where the fields of all rows stand in one list."""
        return str(self.fields[name].label)

    def shown(self, name: str, value: Any) -> str:
        """An answer in words."""
        choices = dict(getattr(self.fields[name], "choices", ()))
        if isinstance(value, list):
            return ", ".join(str(choices[one]) for one in value)
        return str(choices.get(value, value)) if value else ""

    def typed(self, name: str) -> str:
        """What was typed into a field, bound or not."""
        if self.is_bound:
            return str(self.data.get(self.add_prefix(name)) or "")
        return str(self.initial.get(name) or "")

    @classmethod
    def looks_answered(cls, raw: Mapping[str, list[str]], prefix: str) -> bool:
        """Whether what was kept has something for each needed field; cheap, it asks no database."""
        return all(any(raw.get(f"{prefix}-{name}", ())) for name in cls.needed)

    @classmethod
    def initial_from(cls, raw: Mapping[str, list[str]], prefix: str) -> dict[str, Any]:
        """Turn stored raw values into initial values: a page that is only opened shows no errors."""
        start = f"{prefix}-"
        several = {
            name for name, field in cls.base_fields.items() if isinstance(field, forms.MultipleChoiceField)
        }
        plain = {key.removeprefix(start): values for key, values in raw.items() if key.startswith(start)}
        return {name: values if name in several else (values or [""])[-1] for name, values in plain.items()}
