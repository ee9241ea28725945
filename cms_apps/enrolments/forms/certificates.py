"""Forms about certificates: at the desk, and of whoever checks one."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.enrolments.enums import HandedOver
from cms_apps.enrolments.errors import CannotBePrinted
from cms_apps.enrolments.models import CourseCertificate
from cms_apps.enrolments.models.certificate import LONGEST_NAME
from cms_apps.enrolments.selectors.certificates import by_code
from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.foundation.lines import LineField

LONGEST_CODE = 200  # the whole address that is printed there will do too


def _name(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=help_text,
        error_messages={
            "required": _("Schreiben Sie den Namen."),
            "max_length": _("Der Name ist zu lang."),
        },
    )


def _reason(help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Grund"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
        error_messages={
            "required": _("Schreiben Sie, warum."),
            "max_length": _("Der Grund ist zu lang: höchstens 500 Zeichen."),
        },
    )


class NameForm(NoNativeValidation, forms.Form):
    """The name that a certificate shall show."""

    name = _name(_("Name auf dem Zertifikat"), _("So wie er im Ausweis steht."))

    def clean_name(self) -> str:
        """Refuse what nobody would see on paper."""
        name: str = self.cleaned_data["name"]
        if LineField(required=False).clean(name) != name:
            raise forms.ValidationError(CannotBePrinted.message, "unprintable")
        return name


class CorrectForm(NameForm):
    """A new certificate in place of a wrong one."""

    reason = _reason(
        _(
            "Bleibt im Verlauf und steht auf keinem Zertifikat. Die Person kann ihn lesen, wenn sie ihre Daten abruft."
        )
    )
    expected = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(NoNativeValidation, forms.Form):
    """Taking a certificate back."""

    reason = _reason(
        _(
            "Bleibt im Verlauf und steht nicht in der Mail an die Person. Sie kann ihn lesen, wenn sie ihre Daten abruft."
        )
    )
    expected = forms.IntegerField(widget=forms.HiddenInput)


class HandOverForm(NoNativeValidation, forms.Form):
    """To whom, how and when."""

    certificates = forms.TypedMultipleChoiceField(
        label=_("Wem haben Sie das Zertifikat übergeben?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Wählen Sie mindestens eine Person."),
            "invalid_choice": _("Eines dieser Zertifikate gilt nicht mehr. Wählen Sie noch einmal."),
        },
    )
    how = forms.ChoiceField(
        label=_("Wie?"),
        choices=HandedOver.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie, wie das Zertifikat übergeben wurde.")},
    )
    on = forms.DateField(
        label=_("Wann?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Geben Sie den Tag an."),
            "invalid": _("Diesen Tag gibt es nicht. Geben Sie ihn so an: 24.12.2026."),
        },
    )

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["certificates"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("on", timezone.localdate())


class CodeForm(NoNativeValidation, forms.Form):
    """The check code of a certificate, typed from paper."""

    code = LineField(
        label=_("Prüfcode"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("Er steht unten auf dem Zertifikat, zum Beispiel: ACDEFG-HKLMNP."),
        error_messages={
            "required": _("Geben Sie den Prüfcode ein."),
            "max_length": _("Dieser Prüfcode ist zu lang."),
        },
    )
    found: CourseCertificate

    def clean_code(self) -> str:
        """The certificate that it belongs to."""
        found = by_code(self.cleaned_data["code"])
        if found is None:
            raise forms.ValidationError(
                _("Diesen Prüfcode kennen wir nicht. Vergleichen Sie ihn noch einmal mit dem Zertifikat."),
                "unknown",
            )
        self.found = found
        return found.code


class HolderForm(NoNativeValidation, forms.Form):
    """The name that stands on a certificate: we say whether it is the one, and show none ourselves."""

    name = _name(_("Name auf dem Zertifikat"), _("Vorname und Nachname, wie sie dort stehen."))
