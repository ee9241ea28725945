"""Where the team's mails go, and how often."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.organisations.enums import MailboxUse, MailRhythm
from cms_apps.organisations.forms.settings import SettingForm
from cms_apps.organisations.models import Membership


class MailboxForm(SettingForm):
    """A shared mailbox, beside the members or in their place."""

    mailbox = forms.EmailField(
        label=_("Gemeinsames Postfach"),
        required=False,
        help_text=_("Leer: Die Mails gehen an die Mitglieder, die entscheiden."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    mailbox_use = forms.ChoiceField(
        label=_("Mails ans Team gehen dorthin"), choices=MailboxUse.choices, widget=forms.RadioSelect
    )


class RhythmForm(NoNativeValidation, forms.Form):
    """How often somebody wants mail, for each organisation for which they decide."""

    def __init__(self, *args: Any, memberships: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.memberships = {f"rhythm_{one.pk}": one for one in memberships}
        for name, one in self.memberships.items():
            self.fields[name] = forms.ChoiceField(
                label=one.organisation.name,
                choices=MailRhythm.choices,
                initial=one.mail_rhythm,
                widget=forms.RadioSelect,
            )

    @property
    def chosen(self) -> list[tuple[Membership, str]]:
        """Each membership with its rhythm."""
        return [(one, self.cleaned_data[name]) for name, one in self.memberships.items()]
