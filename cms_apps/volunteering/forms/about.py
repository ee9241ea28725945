"""Step 4: about you, if you like."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.volunteering.forms.base import StepForm


class AboutForm(StepForm):
    """One free text, warned against what nobody should write here (domain.md 4.4)."""

    motivation = forms.CharField(
        label=_("Warum möchten Sie mithelfen? Was bringen Sie mit?"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_(
            "Ein paar Sätze reichen. Schreiben Sie keine Angaben zu Gesundheit, Religion, "
            "Aufenthaltsstatus oder zu anderen Personen."
        ),
        error_messages={"max_length": _("Der Text ist zu lang. Kürzen Sie ihn auf 3000 Zeichen.")},
    )
