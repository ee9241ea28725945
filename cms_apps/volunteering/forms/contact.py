"""Step 5: how to reach you."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.phones import PHONE, PhoneField
from cms_apps.volunteering.forms.base import Row, StepForm
from cms_apps.volunteering.forms.typos import likely_address


class ContactForm(StepForm):
    """Name and mail; the phone is welcome but not asked for."""

    needed: tuple[str, ...] = ("first_name", "last_name", "email")

    first_name = forms.CharField(
        label=_("Vorname"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Geben Sie Ihren Vornamen ein.")},
    )
    last_name = forms.CharField(
        label=_("Nachname"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Geben Sie Ihren Nachnamen ein.")},
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        help_text=_("Hierhin schicken wir den Link, mit dem Sie Ihre Bewerbung bestätigen."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Geben Sie Ihre E-Mail-Adresse ein."),
            "invalid": _("Diese E-Mail-Adresse ist nicht vollständig. Sie sieht so aus: name@beispiel.de."),
        },
    )
    asked_about = forms.CharField(label="", required=False, widget=forms.HiddenInput)
    phone = PhoneField(
        label=_("Telefon"),
        max_length=40,
        required=False,
        help_text=_("Für Rückfragen. Der Träger sieht die Nummer erst, wenn er Ihre Bewerbung prüft."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        validators=[
            RegexValidator(PHONE, _("Geben Sie die Nummer mit Vorwahl ein, zum Beispiel 0611 555 0100."))
        ],
    )

    @property
    def suggestion(self) -> str:
        """The address that was probably meant, "" when it looks right."""
        return likely_address(self.typed("email").strip())

    @property
    def asks_more(self) -> bool:
        """Whether "Meinten Sie …?" was not shown yet for this address; pressing "Weiter" again goes on with it."""
        typed = self.typed("email").strip()
        return bool(self.suggestion) and self.typed("asked_about") != typed

    def summary(self) -> list[Row]:
        """Without what the page only carries."""
        return [row for row in super().summary() if row[0]]
