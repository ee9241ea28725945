"""The step "Alter": only for a Träger with an age rule, and only the year."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms_apps.foundation.digits import ascii_digits
from cms_apps.volunteering.errors import OwnAddressForParent
from cms_apps.volunteering.forms.base import Row, StepForm

OF_AGE = 18
OLDEST = 110
YES, NO = "yes", "no"
NO_YEAR = gettext_lazy("Geben Sie das Jahr mit vier Ziffern ein, zum Beispiel 1987.")


def year_in(text: str) -> int | None:
    """The year of birth that somebody typed; None for what is no year, or one in which nobody alive was born."""
    typed = ascii_digits(text).strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) == 4):  # noqa: PLR2004 -- a year
        return None
    today = timezone.localdate().year
    return int(typed) if today - OLDEST <= int(typed) <= today else None


def parent_name() -> forms.CharField:
    """Who agrees."""
    return forms.CharField(
        label=_("Name eines Elternteils"),
        max_length=160,
        help_text=_("Vor- und Nachname. Auch ein anderer Mensch mit Sorgerecht kann zustimmen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Nennen Sie den Namen eines Elternteils.")},
    )


def parent_email() -> forms.EmailField:
    """Where the link goes by which they agree."""
    return forms.EmailField(
        label=_("E-Mail-Adresse dieses Elternteils"),
        max_length=254,
        required=False,
        help_text=_(
            "Dorthin schicken wir einen Link zum Zustimmen. Ohne Adresse bekommen Sie einen Brief zum Ausdrucken."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "spellcheck": "false"}),
        error_messages={
            "invalid": _("Diese E-Mail-Adresse ist nicht vollständig. Sie sieht so aus: name@beispiel.de.")
        },
    )


class AgeForm(StepForm):
    """The year of birth; whether the birthday has been, where that decides; a parent of whoever is under 18.

    The further questions follow from the year, as those of the first step follow from the place.
    """

    needed = ("birth_year",)

    birth_year = forms.CharField(
        label=gettext_lazy("In welchem Jahr sind Sie geboren?"),
        max_length=10,
        widget=forms.TextInput(
            attrs={"autocomplete": "bday-year", "inputmode": "numeric", "data-width": "short"}
        ),
        help_text=gettext_lazy("Das Jahr reicht, mit vier Ziffern."),
        error_messages={"required": gettext_lazy("Geben Sie das Jahr ein, in dem Sie geboren sind.")},
    )
    shown_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def build(self) -> None:
        """Add the questions that follow from the year."""
        self.year = year_in(self.typed("birth_year"))
        self.reached = timezone.localdate().year - self.year if self.year else None
        self.further: tuple[str, ...] = ()
        if self.reached is None:
            return
        if self.reached in {OF_AGE, self.minimum}:
            self._ask_birthday()
        if self.is_minor and not self.is_too_young:
            self._ask_parent()

    @property
    def minimum(self) -> int:
        """From which age on the organisation takes people; 0 without a rule."""
        return (self.host.minimum_age if self.host else None) or 0

    @property
    def is_too_young(self) -> bool:
        """Whether this person is surely below the age that the organisation asks for."""
        return self.reached is not None and self._is_below(self.minimum)

    @property
    def is_minor(self) -> bool:
        """Whether this person is surely under 18."""
        return self.reached is not None and self._is_below(OF_AGE)

    @property
    def asked_for(self) -> str:
        """Which further questions stand below the year."""
        return ",".join(self.further)

    @property
    def asks_more(self) -> bool:
        """Whether there are further questions that were not shown yet."""
        return not set(self.further) <= set(self.typed("shown_for").split(","))

    def clean_birth_year(self) -> str:
        """Refuse what is no year, or one in which nobody alive was born; name the age rule."""
        if not self.cleaned_data["birth_year"]:
            return ""
        if self.year is None:
            raise forms.ValidationError(NO_YEAR)
        if self.is_too_young and self.host:
            raise forms.ValidationError(
                _("Bei %(host)s können Sie ab %(age)s Jahren mithelfen.")
                % {"host": self.host.name, "age": self.minimum}
            )
        return str(self.year)

    def needs_other_address_than(self, email: str) -> None:
        """Refuse the applicant's own address as the parent's: nobody agrees for themselves."""
        if email and email.casefold() == str(self.cleaned_data.get("parent_email") or "").casefold():
            self.add_error("parent_email", str(OwnAddressForParent.message))

    def answers(self) -> dict[str, Any]:
        """The answers of a valid form, by their names in `SignUp`."""
        data = self.cleaned_data
        return {
            "birth_year": self.year,
            "parent_name": data.get("parent_name", ""),
            "parent_email": data.get("parent_email", ""),
        }

    def summary(self) -> list[Row]:
        """All but what only helps the form."""
        hidden = self.fields.pop("shown_for")
        try:
            return super().summary()
        finally:
            self.fields["shown_for"] = hidden

    def _is_below(self, age: int) -> bool:
        reached = self.reached or 0
        return reached < age or (reached == age and self.typed("had_birthday") == NO)

    def _ask_birthday(self) -> None:
        self._ask(
            "had_birthday",
            forms.ChoiceField(
                label=_("Hatten Sie in diesem Jahr schon Geburtstag?"),
                choices=[(YES, _("Ja")), (NO, _("Nein"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Wählen Sie „Ja“ oder „Nein“.")},
            ),
        )

    def _ask_parent(self) -> None:
        self._ask("parent_name", parent_name())
        self._ask("parent_email", parent_email(), optional=True)

    def _ask(self, name: str, field: forms.Field, *, optional: bool = False) -> None:
        field.required = self.complete and not optional
        if not optional:
            field.widget.attrs["data-required-later"] = True
        self.fields[name] = field
        self.further += (name,)

    @property
    def further_fields(self) -> Iterable[forms.BoundField]:
        """The questions below the year, for the template."""
        return [self[name] for name in self.further]
