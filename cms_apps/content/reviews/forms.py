"""What an editor fills in about the review of a page (German, as the admin)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput

from cms_apps.foundation.days import validate_day
from cms_apps.foundation.forms import NoNativeValidation


def _editors() -> Any:
    """Who can open the admin; those who have left stay out."""
    opens = {"content_type__app_label": "wagtailadmin", "codename": "access_admin"}
    people = get_user_model().objects.filter(is_active=True)
    inside = Q(is_superuser=True)
    for way in ("groups__permissions__", "user_permissions__"):
        inside |= Q(**{f"{way}{key}": value for key, value in opens.items()})
    return people.filter(inside).distinct()


class PersonField(forms.ModelChoiceField):
    """People by their names."""

    def label_from_instance(self, person: Any) -> str:
        """Else the name of the account."""
        return person.get_full_name() or str(person)


class ReviewForm(NoNativeValidation, forms.Form):
    """Who, and by when."""

    responsible = PersonField(
        label="Zuständig",
        queryset=get_user_model().objects.none(),
        required=False,
        help_text="Wer die Seite aktuell hält. Ohne Angabe ist es, wer sie angelegt hat.",
    )
    day = forms.DateField(
        validators=[validate_day],
        label="Zu prüfen am",
        required=False,
        widget=AdminDateInput,
        help_text="Ohne Angabe gilt die übliche Frist nach dem letzten Veröffentlichen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = _editors()  # type: ignore[attr-defined]

    def clean_day(self) -> date | None:
        """A day to come."""
        day: date | None = self.cleaned_data["day"]
        if day and "day" in self.changed_data and day < timezone.localdate():
            raise ValidationError(
                "Dieser Tag liegt in der Vergangenheit. Wählen Sie heute oder einen Tag danach."
            )
        return day
