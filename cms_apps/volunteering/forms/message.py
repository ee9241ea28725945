"""A message between the person and the team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation

LONGEST = 4000


class MessageForm(NoNativeValidation, forms.Form):
    """What the person writes, warned against what nobody should write here."""

    text = forms.CharField(
        label=_("Ihre Nachricht"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Bitte schreiben Sie keine Angaben zu Gesundheit, Religion, Aufenthaltsstatus oder zu anderen Personen."
        ),
        error_messages={
            "required": _("Schreiben Sie Ihre Nachricht."),
            "max_length": _("Der Text ist zu lang. Kürzen Sie ihn auf 4000 Zeichen."),
        },
    )


class TeamMessageForm(MessageForm):
    """What the team writes."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("Steht in der Mail und auf der Seite der Person.")
