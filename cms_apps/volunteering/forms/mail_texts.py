"""A Träger's own text of a mail, and with whose data it is looked at."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.notifications.forms import MailTextForm
from cms_apps.volunteering.models import Application


class OwnMailTextForm(MailTextForm):
    """The text, and the choice of an application for the preview; nothing of that is saved."""

    application = forms.ChoiceField(label=_("Vorschau mit"), required=False)

    def __init__(self, *args: Any, applications: Iterable[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [
            (one.number, " · ".join(filter(None, (one.number, one.place_name, one.state_label))))
            for one in applications
        ]
        field = self.fields["application"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = named or [("", _("erfundenen Angaben"))]
