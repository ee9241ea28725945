"""What somebody looks for in the queue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.volunteering.enums import DESK_STATES, ApplicationState
from cms_apps.volunteering.selectors import Wanted
from cms_apps.volunteering.selectors.wanted import MINE, NEWS, NOBODY, OVERDUE, Choices

ALL = ("", _("alle"))


class FindForm(NoNativeValidation, forms.Form):
    """Words, and choices of what occurs at this desk; each is optional."""

    words = forms.CharField(
        label=_("Name oder Nummer"),
        required=False,
        max_length=80,
        widget=forms.SearchInput(attrs={"autocomplete": "off", "data-no-marker": ""}),
    )
    state = forms.ChoiceField(label=_("Stand"), required=False)
    language = forms.ChoiceField(label=_("Sprache"), required=False)
    place = forms.TypedChoiceField(label=_("Ort"), required=False, coerce=int, empty_value=None)
    run = forms.TypedChoiceField(label=_("Gewünschter Kurs"), required=False, coerce=int, empty_value=None)
    assigned = forms.ChoiceField(
        label=_("Zuständig"),
        required=False,
        choices=(ALL, (MINE, _("ich")), (NOBODY, _("noch niemand"))),
    )

    def __init__(self, *args: Any, choices: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(state.value, state.label) for state in ApplicationState if state in DESK_STATES]
        special: list[tuple[str, Any]] = [(OVERDUE, _("überfällig")), (NEWS, _("neue Nachricht der Person"))]
        offered: dict[str, list[tuple[str, Any]]] = {
            "state": [*special, *states],
            "language": list(choices["languages"]),
            "place": list(choices["places"]),
            "run": list(choices["runs"]),
        }
        for name, values in offered.items():
            self.fields[name].choices = [ALL, *values]  # type: ignore[attr-defined]
        for name in ("state", "language", "place", "run", "assigned"):
            self.fields[name].widget.attrs["data-no-marker"] = ""

    def wanted(self) -> Wanted:
        """What a valid form asks for."""
        return Wanted(**self.cleaned_data)
