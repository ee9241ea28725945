"""Which of two applications goes on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.volunteering.models import Application


class MergeForm(NoNativeValidation, forms.Form):
    """The main one, and the coordinator's word that both are of one person."""

    expected = forms.CharField(widget=forms.HiddenInput, max_length=60)
    main = forms.ChoiceField(
        label=_("Welche Bewerbung geht weiter?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie, welche Bewerbung weitergeht.")},
    )
    same = forms.BooleanField(
        label=_("Ich habe verglichen: Beide Bewerbungen sind von derselben Person."),
        error_messages={"required": _("Bestätigen Sie, dass beide von derselben Person sind.")},
    )

    def __init__(self, *args: Any, mains: list[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mains = {one.number: one for one in mains}
        self.fields["main"].choices = [  # type: ignore[attr-defined]
            (one.number, f"{one.number} ({one.state_label})") for one in mains
        ]
        if len(mains) == 1:
            self.initial.setdefault("main", mains[0].number)

    def chosen(self) -> Application:
        """The one that goes on, of a valid form."""
        return self.mains[self.cleaned_data["main"]]
