"""Step 7: check, agree, send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.organisations.models import PrivacyNotice
from cms_apps.organisations.selectors import current_notice
from cms_apps.volunteering.enums import ConsentPurpose
from cms_apps.volunteering.forms.base import StepForm


class CheckForm(StepForm):
    """Consents: each alone, unticked; only the notice must be acknowledged."""

    privacy_notice = forms.BooleanField(
        label=_("Ich habe die Datenschutzhinweise gelesen."),
        error_messages={"required": _("Bestätigen Sie, dass Sie die Datenschutzhinweise gelesen haben.")},
    )
    statistics = forms.BooleanField(
        label=_("Meine Angaben dürfen ohne meinen Namen für die Statistik des Landes gezählt werden."),
        help_text=_("Sie können das jederzeit widerrufen. Für Ihre Bewerbung spielt es keine Rolle."),
        required=False,
    )

    notice = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def build(self) -> None:
        """Find the organisation's own notice."""
        self.own_notice: PrivacyNotice | None = current_notice(self.host.pk) if self.host else None

    @property
    def notice_version(self) -> str:
        """The version of the organisation's own notice that the page shows; empty without one."""
        return self.own_notice.version if self.own_notice else ""

    def clean(self) -> dict[str, Any]:
        """Nobody agrees to a notice that they were not shown."""
        data = self.cleaned_data
        if data.get("privacy_notice") and data.get("notice", "") != self.notice_version:
            self.add_error(
                "privacy_notice",
                _("Der Träger hat seine Hinweise zum Datenschutz geändert. Lesen Sie sie bitte noch einmal."),
            )
        return data

    def consents(self) -> tuple[str, ...]:
        """The purposes that were agreed to."""
        return tuple(purpose.value for purpose in ConsentPurpose if self.cleaned_data.get(purpose.value))
