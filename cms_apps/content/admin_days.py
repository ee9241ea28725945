"""Days in all forms of the Wagtail admin that are made from models: pages, snippets, and what has lists of its own."""

from django.db import models
from wagtail.admin import widgets
from wagtail.admin.forms.models import register_form_field_override

from cms_apps.foundation.days import validate_day


def ask_for_possible_days() -> None:
    """Give Wagtail's date fields, its own moments of publication too, the bounds of ours."""
    for field, widget in (
        (models.DateField, widgets.AdminDateInput),
        (models.DateTimeField, widgets.AdminDateTimeInput),
    ):
        register_form_field_override(field, override={"widget": widget, "validators": [validate_day]})
