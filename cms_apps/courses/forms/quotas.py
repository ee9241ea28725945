"""Seats that are kept for organisations: one row each, and an empty one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.answers import QuotaPlan
from cms_apps.courses.forms.plan import MOST_PLACES, NO_DAY
from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import quotas_of
from cms_apps.foundation.days import FIRST_YEAR, LAST_YEAR
from cms_apps.foundation.forms import NoNativeValidation, WholeNumberField
from cms_apps.organisations.selectors import teams

QUOTAS, MOST_QUOTAS = "kontingent", 60


class QuotaForm(NoNativeValidation, forms.Form):
    """So many seats for one organisation; no seats take the row away."""

    organisation = forms.TypedChoiceField(
        label=_("Träger"),
        coerce=int,
        empty_value=None,
        error_messages={"required": _("Wählen Sie einen Träger.")},
    )
    seats = WholeNumberField(label=_("Plätze"), min_value=0, max_value=MOST_PLACES)
    until = forms.DateField(
        label=_("Gilt bis"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": NO_DAY},
        help_text=_("Danach sind die Plätze für alle frei. Ohne Tag gilt es bis zum Ende der Anmeldung."),
    )

    def __init__(self, *args: Any, hosts: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("bitte wählen")), *hosts]  # type: ignore[attr-defined]

    def clean_until(self) -> Any:
        """Refuse a year that nobody means."""
        day = self.cleaned_data["until"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(NO_DAY)
        return day


class BaseQuotaForms(forms.BaseFormSet[QuotaForm]):
    """All rows share one reading of the organisations."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """The choices of every row."""
        if not hasattr(self, "hosts"):
            self.hosts = [(one.pk, one.name) for one in teams() if not one.is_centre]
        return {**super().get_form_kwargs(index), "hosts": self.hosts}

    def plans(self) -> list[QuotaPlan]:
        """What valid rows say."""
        rows = [row.cleaned_data for row in self.forms if row.cleaned_data]
        return [QuotaPlan(row["organisation"], row["seats"], row["until"]) for row in rows if row["seats"]]


QuotaForms: Any = forms.formset_factory(
    QuotaForm,
    formset=BaseQuotaForms,
    extra=1,
    max_num=MOST_QUOTAS,
    absolute_max=MOST_QUOTAS,
    validate_max=True,
)


def rows_of_quotas(run: CourseRun) -> list[dict[str, Any]]:
    """The quotas of a run as the form shows them."""
    return [
        {"organisation": one.organisation_id, "seats": one.seats, "until": one.until}
        for one in quotas_of(run)
    ]
