"""The form in which people write the text of a mail, in the admin and at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.foundation.letters import clean, one_line
from cms_apps.notifications.kinds import MailHandler
from cms_apps.notifications.models import CentralText
from cms_apps.notifications.placeholders import problems
from cms_apps.notifications.writing import Text

LONGEST_SUBJECT = CentralText._meta.get_field("subject").max_length  # noqa: SLF001 -- Django's public name
LONGEST_BODY = 5000


class MailTextForm(NoNativeValidation, forms.Form):
    """Subject and text; each placeholder must exist, and those that a mail cannot do without must be there."""

    subject = forms.CharField(label=_("Betreff"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "Eine leere Zeile trennt Absätze. Ein Link, der allein in einer Zeile steht, wird zum Knopf."
        ),
    )

    def __init__(self, *args: Any, handler: MailHandler, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handler = handler

    def clean(self) -> dict[str, Any]:
        """Check the words against the list of the kind."""
        data: dict[str, Any] = super().clean() or {}
        data["subject"], data["body"] = one_line(data.get("subject", "")), clean(data.get("body", ""))
        found = problems(self.handler.placeholders, subject=data["subject"], body=data["body"])
        for field, sentences in found.items():
            if field not in self.errors:  # "ist leer" says enough
                for sentence in sentences:
                    self.add_error(field, sentence)
        return data

    @property
    def text(self) -> Text:
        """What was written, after `is_valid`."""
        return Text(self.cleaned_data["subject"], self.cleaned_data["body"])
