"""How every form of the site looks: one template for a field, one for the summary of errors."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

EXAMPLE = _("Bitte geben Sie eine ganze Zahl ein, zum Beispiel 12.")


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
        self.tell_instead_of_cutting()

    def tell_instead_of_cutting(self) -> None:
        """With `maxlength` a browser silently cuts what is pasted; without it the form says that it is too long."""
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("maxlength", None)


class WholeNumberField(forms.IntegerField):
    """A whole number; what is wrong with it is said in plain words, with an example or the limit."""

    default_error_messages = {
        "required": EXAMPLE,
        "invalid": EXAMPLE,
        "min_value": _("Diese Zahl ist zu klein. Sie muss mindestens %(limit_value)s sein."),
        "max_value": _("Diese Zahl ist zu groß. Sie darf höchstens %(limit_value)s sein."),
    }


class ReshowOnExpiredToken:
    """View mixin: after an expired form token show the form with what was typed, and save nothing."""

    reshow_on_expired_token = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show again, or go on as the view does."""
        if getattr(request, "csrf_expired", False):
            context = self.get_context_data(form=self.get_form(), token_expired=True)  # type: ignore[attr-defined]
            return self.render_to_response(context)  # type: ignore[attr-defined]
        return super().post(request, *args, **kwargs)  # type: ignore[misc]


@dataclass(frozen=True)
class Card:
    """The label of a choice that is shown as a card (components/card_choice.html)."""

    name: Any  # a text, possibly a lazy one
    lines: tuple[str, ...] = ()
    tag: str = ""
    own_words: str = ""  # written by people, in German whatever the language of the page
    facts: tuple[tuple[str, str], ...] = ()  # what speaks for it: a word and what it is
    note: str = ""  # what one should know before choosing it, in the language of the page
    note_words: str = ""  # the same in people's own words, in German

    def __str__(self) -> str:
        return str(self.name)
