"""Step 3: when, how much, for what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.volunteering.enums import HoursPerWeek, Slot, Topic
from cms_apps.volunteering.forms.base import StepForm


class AvailabilityForm(StepForm):
    """Times and topics; nothing here binds anybody."""

    needed: tuple[str, ...] = ("slots", "hours")

    slots = forms.MultipleChoiceField(
        label=_("Wann haben Sie meistens Zeit?"),
        choices=Slot.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kreuzen Sie alles an, was passt."),
        error_messages={"required": _("Kreuzen Sie mindestens eine Zeit an.")},
    )
    hours = forms.ChoiceField(
        label=_("Wie viel Zeit können Sie in der Woche geben?"),
        choices=HoursPerWeek.choices,
        widget=forms.RadioSelect,
        help_text=_("Eine Schätzung reicht."),
        error_messages={"required": _("Wählen Sie aus, wie viel Zeit Sie haben.")},
    )
    topics = forms.MultipleChoiceField(
        label=_("Wobei möchten Sie begleiten?"),
        choices=Topic.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
