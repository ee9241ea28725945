"""A course run with its dates in the admin."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from cms_apps.courses.enums import RunState


class RunForm(WagtailAdminModelForm):
    """Adds the one question that the machine answers: may people enrol?"""

    registration_open = forms.BooleanField(label="Anmeldung offen", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["registration_open"] = self.instance.state == RunState.OPEN

    def clean_capacity(self) -> int:
        """Refuse fewer places than are taken, naming the number."""
        capacity: int = self.cleaned_data["capacity"]
        if capacity < self.instance.taken:
            raise forms.ValidationError(
                f"Es sind schon {self.instance.taken} Plätze vergeben. Weniger Plätze sind nicht möglich."
            )
        return capacity
