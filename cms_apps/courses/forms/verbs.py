"""What the desk fills in to call a run off, or to hold it below its minimum."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation


class DeclineForm(NoNativeValidation, forms.Form):
    """Words for somebody who is not let into a run."""

    message = forms.CharField(
        label=_("Ihre Worte dazu"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stehen in der Mail an die Person."),
    )


class CancelForm(NoNativeValidation, forms.Form):
    """Words for everybody in the run."""

    expected = forms.IntegerField(widget=forms.HiddenInput)
    message = forms.CharField(
        label=_("Ihre Worte dazu"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Stehen in der Mail an alle, die einen Platz haben oder warten. Nennen Sie niemanden beim Namen."
        ),
    )
