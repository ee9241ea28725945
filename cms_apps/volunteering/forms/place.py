"""Step 1: where do you live, and which host organisation fits?"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import Card
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Offers, offers_for
from cms_apps.places.models import Municipality
from cms_apps.places.selectors import municipalities_matching, postal_code_in
from cms_apps.volunteering.forms.base import Row, StepForm
from cms_apps.volunteering.forms.cards import organisation_cards, stopped_card


class TypedPlace(StepForm):
    """A place as people write it: the municipalities that it may mean, and a refusal of what is none.

    Who takes this up declares the field `place` in its own words and calls `look_up` in `build`.
    """

    def look_up(self) -> None:
        """Find the municipalities of what was typed, and ask which one it is where there are several."""
        self.typed_place = self.typed("place").strip()
        self.matches: list[Municipality] = municipalities_matching(self.typed_place)
        self.municipality = self._municipality()
        if len(self.matches) > 1:
            self._add_choice(
                "municipality", _("Welche Gemeinde ist es?"), [(m.pk, self._place(m)) for m in self.matches]
            )

    @property
    def nobody_knows(self) -> bool:
        """Whether it is a postal code without a municipality in our table."""
        return not self.matches and bool(postal_code_in(self.typed_place))

    def clean_place(self) -> str:
        """Refuse a name that is no place of Hessen that we know."""
        if not self.matches and not self.nobody_knows:
            raise forms.ValidationError(
                _("Diesen Ort kennen wir nicht. Geben Sie bitte die Postleitzahl mit fünf Ziffern ein.")
            )
        return self.typed_place

    def _municipality(self) -> Municipality | None:
        if len(self.matches) == 1:
            return self.matches[0]
        wanted = self.typed("municipality")
        return next((one for one in self.matches if str(one.pk) == wanted), None)

    def _add_choice(self, name: str, label: Any, choices: list[tuple[int, Any]]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[(str(pk), text) for pk, text in choices],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Wählen Sie einen Eintrag."),
                "invalid_choice": _("Diese Auswahl gibt es hier nicht mehr. Wählen Sie bitte neu."),
            },
        )

    @staticmethod
    def _place(municipality: Municipality) -> str:
        return f"{municipality.name} ({municipality.district.name})"


class PlaceForm(TypedPlace):
    """The place first; then the municipality if there are several, and the organisations that serve it.

    A postal code that nobody knows or serves leads to the centre.
    """

    place = forms.CharField(
        label=_("Postleitzahl oder Wohnort"),
        max_length=120,
        help_text=_("Zum Beispiel 65183 oder Wiesbaden. So finden wir die Träger in Ihrer Nähe."),
        error_messages={"required": _("Geben Sie Ihre Postleitzahl oder Ihren Wohnort ein.")},
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "data-width": "short"}),
    )
    shown_for = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def looks_answered(cls, raw: Mapping[str, list[str]], prefix: str) -> bool:
        """Whether an organisation is chosen."""
        return any(raw.get(f"{prefix}-organisation", ()))

    def build(self) -> None:
        """Look the place up and add the questions that follow from it."""
        self.look_up()
        self.found = Offers([], [])
        if self.municipality or self.nobody_knows:
            self.found = offers_for(self.municipality)
            self._add_choice(
                "organisation", _("Bei welchem Träger?"), [(one.pk, one.name) for one in self.offers]
            )
            if self.offers:
                self.initial.setdefault("organisation", str(self.offers[0].pk))

    @property
    def offers(self) -> list[HostOrganisation]:
        """Who can be chosen."""
        return self.found.open

    @property
    def choice_of_organisations(self) -> forms.BoundField:
        """The choice with all that the cards say, for a page that shows it: a POST only needs the keys."""
        cards = organisation_cards(self.offers, typed=self.typed_place, municipality=self.municipality)
        choices = [(str(one.pk), card) for one, card in zip(self.offers, cards, strict=True)]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]
        return self["organisation"]

    @property
    def stopped(self) -> list[Card]:
        """Who serves this place but takes nobody at present."""
        return [stopped_card(one) for one in self.found.stopped]

    @property
    def asks_more(self) -> bool:
        """Whether municipality or organisation must be shown first for this place."""
        found = bool(self.matches) or self.nobody_knows
        return found and self.typed("shown_for") != self.asked_for

    @property
    def asked_for(self) -> str:
        """For which place, and which municipality of it, the questions below it stand."""
        return f"{self.typed_place}|{self.municipality.pk if self.municipality else ''}"

    @property
    def served_by_centre_only(self) -> bool:
        """Whether only the centre answers here."""
        return bool(self.offers) and all(offer.is_centre for offer in self.offers)

    def clean(self) -> dict[str, Any]:
        """Ask for the municipality while it is open."""
        if "municipality" in self.fields and self.municipality is None and "municipality" not in self.errors:
            self.add_error("municipality", _("Wählen Sie Ihre Gemeinde."))
        return self.cleaned_data

    def summary(self) -> list[Row]:
        """Place and organisation."""
        chosen = next(offer for offer in self.offers if str(offer.pk) == self.cleaned_data["organisation"])
        place = str(self.municipality) if self.municipality else self.typed_place
        return [(str(_("Wohnort")), place), (str(_("Träger")), chosen.name)]
