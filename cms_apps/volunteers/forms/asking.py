"""What somebody who seeks accompaniment fills in: short, and nothing about the case."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.foundation.lines import LineField
from cms_apps.foundation.phones import PHONE, PhoneField
from cms_apps.parameters.languages import language_choices
from cms_apps.volunteers.answers import Wish
from cms_apps.volunteers.enums import RequestTopic

MYSELF, SOMEBODY = "me", "other"
CHOOSE = {"required": _("Wählen Sie einen Eintrag."), "invalid_choice": _("Wählen Sie einen Eintrag.")}


class AskForm(NoNativeValidation, forms.Form):
    """For whom, which language, where, when, what for, how to answer; `website` is for scripts, people do not see it."""

    whom = forms.ChoiceField(
        label=_("Für wen fragen Sie?"),
        choices=[(MYSELF, _("Für mich")), (SOMEBODY, _("Ich frage für jemand anderen"))],
        widget=forms.RadioSelect,
        initial=MYSELF,
        error_messages=CHOOSE,
    )
    first_language = forms.ChoiceField(
        label=_("Welche Sprache brauchen Sie?"),
        error_messages={**CHOOSE, "required": _("Wählen Sie eine Sprache.")},
    )
    second_language = forms.ChoiceField(label=_("Noch eine Sprache"), required=False, error_messages=CHOOSE)
    topic = forms.ChoiceField(
        label=_("Wofür brauchen Sie Begleitung?"),
        choices=RequestTopic.choices,
        widget=forms.RadioSelect,
        help_text=_("Schreiben Sie keine Einzelheiten zum Fall. Der Träger fragt Sie später selbst."),
        error_messages={**CHOOSE, "required": _("Wählen Sie, wofür Sie Begleitung brauchen.")},
    )
    place = LineField(
        label=_("In welchem Ort?"),
        max_length=120,
        help_text=_("Postleitzahl oder Name des Ortes."),
        error_messages={
            "required": _("Schreiben Sie den Ort."),
            "max_length": _("Der Ort ist zu lang. Schreiben Sie nur die Postleitzahl."),
        },
    )
    wanted = LineField(
        label=_("Wann?"),
        max_length=200,
        help_text=_("Zum Beispiel: 8. Dezember, 10 Uhr. Oder: dienstags."),
        error_messages={
            "required": _("Schreiben Sie, wann Sie Begleitung brauchen."),
            "max_length": _("Der Text ist zu lang. Schreiben Sie nur Tag und Uhrzeit."),
        },
    )
    name = LineField(
        label=_("Ihr Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Schreiben Sie Ihren Namen."),
            "max_length": _("Dieser Name ist zu lang. Kürzen Sie ihn bitte."),
        },
    )
    phone = PhoneField(
        label=_("Telefon"),
        max_length=40,
        required=False,
        help_text=_("Telefon oder E-Mail-Adresse: Eines von beiden brauchen wir für die Antwort."),
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel", "data-no-marker": True}
        ),
        validators=[
            RegexValidator(PHONE, _("Geben Sie die Nummer mit Vorwahl ein, zum Beispiel 0611 555 0100."))
        ],
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(
            attrs={
                "autocomplete": "email",
                "inputmode": "email",
                "spellcheck": "false",
                "data-no-marker": True,
            }
        ),
        error_messages={
            "invalid": _("Diese E-Mail-Adresse ist nicht vollständig. Sie sieht so aus: name@beispiel.de.")
        },
    )
    website = forms.CharField(required=False)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = language_choices()
        self.fields["first_language"].choices = [("", "–"), *every]  # type: ignore[attr-defined]
        self.fields["second_language"].choices = [("", "–"), *every]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One way to answer is needed."""
        data = super().clean() or {}
        if not data.get("phone") and not data.get("email") and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("Geben Sie ein Telefon oder eine E-Mail-Adresse ein."))
        return data

    @property
    def is_of_a_script(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.cleaned_data["website"])

    def wish(self) -> Wish:
        """The answers of a valid form."""
        data = self.cleaned_data
        spoken = dict.fromkeys(code for code in (data["first_language"], data["second_language"]) if code)
        return Wish(
            name=data["name"], email=data["email"], phone=data["phone"], languages=tuple(spoken), place=data["place"],
            wanted=data["wanted"], topic=data["topic"], for_other=data["whom"] == SOMEBODY,
            language=get_language() or "de", key=data["key"] or uuid4(),
        )  # fmt: skip
