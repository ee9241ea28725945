"""How every form of the site looks: one template for a field, one for the summary of errors."""

from typing import Any

from django.forms.renderers import TemplatesSetting


class VielfaltRenderer(TemplatesSetting):
    """Render fields with our own markup: label, help, error, control (templates/components/field.html)."""

    field_template_name = "components/field.html"


class NoNativeValidation:
    """Mixin: errors are told by us at the field and in a summary, not by browser bubbles."""

    use_required_attribute = False
    error_css_class = "field--error"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
