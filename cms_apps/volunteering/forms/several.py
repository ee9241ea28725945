"""What is said once for several applications."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.accounts.models import User
from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.volunteering.forms.decisions import DeclineForm, reason_field
from cms_apps.volunteering.models import Application

NOBODY = ""


class AssignForm(NoNativeValidation, forms.Form):
    """Who is in charge from now on."""

    member = forms.ChoiceField(label=_("Wer ist zuständig?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, members: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.pk): one for one in members}
        self.fields["member"].choices = [  # type: ignore[attr-defined]
            *((pk, one.get_full_name() or one.username) for pk, one in self.members.items()),
            (NOBODY, _("niemand")),
        ]
        self.fields["member"].widget.attrs["data-no-marker"] = ""

    def chosen(self) -> User | None:
        """The chosen one of a valid form, or None."""
        return self.members.get(self.cleaned_data["member"])


class SeveralForm(NoNativeValidation, forms.Form):
    """`seen` says which words the mails had that were shown: others are shown before they are sent."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def words(self) -> str:
        """What makes the mails what they are, as a fingerprint."""
        typed = repr(sorted((name, value) for name, value in self.cleaned_data.items() if name != "seen"))
        return hashlib.sha256(typed.encode()).hexdigest()[:20]

    def was_seen(self) -> bool:
        """Whether the mails were shown with just these words."""
        return bool(self.cleaned_data["seen"] == self.words())

    def reason(self) -> str:
        """The reason code that stays inside."""
        return ""

    def message_for(self, application: Application) -> str:
        """What this person will read of it."""
        return ""


class DeclineSeveralForm(SeveralForm):
    """One reason; the sentence comes from it, in the language of each person, unless it is written here."""

    field_order = ("reason_code", "sentence", "own_words", "seen")

    reason_code = reason_field()
    sentence = forms.CharField(
        label=_("Eigener Satz an alle"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bleibt das Feld leer, liest jede Person den Satz zum Grund in ihrer Sprache."),
    )
    own_words = forms.CharField(
        label=_("Persönliche Worte an alle"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def reason(self) -> str:
        """As chosen."""
        return str(self.cleaned_data["reason_code"])

    def message_for(self, application: Application) -> str:
        """The sentence and the words."""
        data = self.cleaned_data
        sentence = data["sentence"] or DeclineForm.suggested(self.reason(), application.language)
        return "\n\n".join(part for part in (sentence, data["own_words"]) if part)
