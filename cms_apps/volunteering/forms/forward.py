"""Passing an application on: what the team fills in, and what the person clicks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import all_by_nearness
from cms_apps.volunteering.eligibility import receives
from cms_apps.volunteering.forms.decisions import VerbForm
from cms_apps.volunteering.forms.questions import QuestionsForm
from cms_apps.volunteering.models import Application

# What the person agrees to; its version stands in `services/consent_texts.py`.
CONSENT = _("Mit „Ja, weiterleiten“ bin ich einverstanden, dass %(host)s diese Angaben an %(target)s gibt.")


class ForwardForm(VerbForm):
    """Another organisation that takes applications now, those that serve the place first; own words."""

    target = forms.ChoiceField(
        label=_("Neuer Träger"),
        error_messages={
            "required": _("Wählen Sie einen Träger."),
            "invalid_choice": _("Dieser Träger nimmt zurzeit keine Bewerbung dieser Person an."),
        },
    )
    message = forms.CharField(
        label=_("Persönliche Worte"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stehen in der Mail. Zum Beispiel, warum es dort gut passt."),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [_taking(group, application) for group in all_by_nearness(application.municipality)]
        self.targets = {str(one.pk): one for group in groups for one in group}
        titles = (_("Zuständig für den Wohnort"), _("Andere Träger"))
        found = [(title, _choices(group)) for title, group in zip(titles, groups, strict=True) if group]
        self.fields["target"].choices = [("", _("Bitte wählen")), *found]  # type: ignore[attr-defined]

    def chosen(self) -> HostOrganisation:
        """The organisation of a valid form."""
        return self.targets[self.cleaned_data["target"]]


class ForwardAnswerForm(NoNativeValidation, forms.Form):
    """Which proposal and which privacy notice the person has read; their age, where the new organisation has a rule.

    `own` holds the new organisation's own questions; whoever stays need not answer them.
    """

    proposal = forms.IntegerField(widget=forms.HiddenInput)
    notice = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    of_age = forms.BooleanField(required=False)

    def __init__(self, *args: Any, age: int | None, target: HostOrganisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound else None
        self.own = QuestionsForm(data, prefix="fragen", organisation=target, complete=True)
        if age is None:
            del self.fields["of_age"]
        else:
            self.fields["of_age"].label = gettext("Ich bin mindestens %(age)s Jahre alt.") % {"age": age}


def _taking(group: Iterable[HostOrganisation], application: Application) -> list[HostOrganisation]:
    return [one for one in group if receives(one, application)]


def _choices(group: Iterable[HostOrganisation]) -> list[tuple[str, str]]:
    return [(str(one.pk), f"{one.name} ({one.kind_label})") for one in group]
