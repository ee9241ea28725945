"""What the desk fills in to end a request for accompaniment."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import all_by_nearness
from cms_apps.places.models import Municipality
from cms_apps.places.selectors import municipalities_matching
from cms_apps.volunteers.enums import RequestRefusal
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.models.request import LONGEST_TEXT

TOO_LONG = _("Der Text ist zu lang. Kürzen Sie ihn auf 2000 Zeichen.")


class AnswerForm(NoNativeValidation, forms.Form):
    """Who comes along, where and when."""

    text = forms.CharField(
        label=_("Ihre Antwort"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Schreiben Sie eine Antwort."), "max_length": TOO_LONG},
    )


class PassForm(NoNativeValidation, forms.Form):
    """Another organisation, those that serve the place first; whether the person has agreed in a talk."""

    target = forms.ChoiceField(
        label=_("Anderer Träger"),
        error_messages={
            "required": _("Wählen Sie einen Träger."),
            "invalid_choice": _("Wählen Sie einen Träger."),
        },
    )
    agreed = forms.BooleanField(
        label=_("Die Person hat im Gespräch zugestimmt, dass dieser Träger ihre Angaben bekommt"),
        required=False,
    )

    def __init__(self, *args: Any, request: AccompanimentRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked_by_mail = bool(request.email)
        groups = [_others(group, request) for group in all_by_nearness(_place(request.place))]
        self.targets = {str(one.pk): one for group in groups for one in group}
        titles = (_("Zuständig für den Ort"), _("Andere Träger"))
        found = [
            (title, [(str(one.pk), one.name) for one in group])
            for title, group in zip(titles, groups, strict=True)
            if group
        ]
        self.fields["target"].choices = [("", _("Bitte wählen")), *found]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever cannot be asked by mail was asked in a talk."""
        data = super().clean() or {}
        if not self.asked_by_mail and not data.get("agreed"):
            self.add_error(
                "agreed", _("Die Person hat keine E-Mail-Adresse genannt. Fragen Sie sie am Telefon.")
            )
        return data

    def chosen(self) -> HostOrganisation:
        """The organisation of a valid form."""
        return self.targets[self.cleaned_data["target"]]


def _place(typed: str) -> Municipality | None:
    found = municipalities_matching(typed)
    return found[0] if len(found) == 1 else None


def _others(group: Iterable[HostOrganisation], request: AccompanimentRequest) -> list[HostOrganisation]:
    return [one for one in group if one.pk != request.organisation_id]


class DeclineForm(NoNativeValidation, forms.Form):
    """Why not, and what the person may do instead."""

    refusal = forms.ChoiceField(
        label=_("Grund"),
        choices=RequestRefusal.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Wählen Sie einen Grund."),
            "invalid_choice": _("Wählen Sie einen Grund."),
        },
    )
    text = forms.CharField(
        label=_("Persönliche Worte"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": TOO_LONG},
    )
