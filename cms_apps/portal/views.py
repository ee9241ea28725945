"""Pages that put together what several apps know; this app has no models and no rules."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from cms_apps.organisations.views.access import DeskMixin
from cms_apps.privacy import printing
from cms_apps.privacy.selectors import last_deletions
from cms_apps.volunteering.selectors import desk_counts, today
from cms_apps.volunteering.views.centre import CentreMixin


class StartView(DeskMixin, TemplateView):
    """What needs this person today; the whole queue is one click away."""

    template_name = "portal/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The lists, and the counts of the first column."""
        user = self.request.user
        return super().get_context_data(
            counts=desk_counts(self.organisations, user),
            today=today(self.organisations, user),
            first_name=user.first_name,  # type: ignore[union-attr]
            **kwargs,
        )


class ProcessingView(CentreMixin, TemplateView):
    """The record of processing (Verzeichnis von Verarbeitungstätigkeiten, Art. 30 GDPR), for the centre."""

    template_name = "portal/processing.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The activities from the declarations, and what the clock deleted last."""
        return super().get_context_data(
            activities=printing.activities(), measures=MEASURES, runs=last_deletions(), **kwargs
        )


MEASURES = (
    _("Zugriff nur für Mitglieder des zuständigen Trägers; Rechte gelten ab der nächsten Anfrage"),
    _("zweiter Faktor für Träger, Servicestelle und Redaktion"),
    _("Verschlüsselung der Übertragung und besonders geschützter Felder"),
    _("Kontaktdaten öffnen sich erst nach Beginn der Prüfung, jeder Zugriff wird vermerkt"),
    _("keine personenbezogenen Angaben in Adressen, Protokollen, Zwischenspeichern und Suche"),
    _("stündliche Löschung nach festen Regeln; Löschungen werden nach einer Wiederherstellung wiederholt"),
    _("geprüfte Sicherungen mit Prüfsummen"),
)
