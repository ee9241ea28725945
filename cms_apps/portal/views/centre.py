"""Pages of the centre: what is processed, and helping who lost a second factor."""

from collections.abc import Collection
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from cms_apps.accounts.mailboxes import account_of
from cms_apps.accounts.models import User
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.organisations.enums import DECIDING_ROLES
from cms_apps.organisations.forms.team import AccountForm, ReasonForm
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import (
    EDITORS_HELPERS,
    accounts_with_factor,
    editors,
    has_role_at_centre,
    may_reset_factor,
    team_of,
    teams,
    volunteers_with_factor,
    works_at_centre,
)
from cms_apps.organisations.services import reset_factor_at_centre
from cms_apps.privacy import printing
from cms_apps.privacy.selectors import last_deletions
from cms_apps.volunteering.views.centre import CentreMixin


class ProcessingView(CentreMixin, TemplateView):
    """The record of processing (Verzeichnis von Verarbeitungstätigkeiten, Art. 30 GDPR), for the centre."""

    template_name = "portal/processing.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The activities from the declarations, and what the clock deleted last."""
        return super().get_context_data(
            activities=printing.activities(), measures=MEASURES, runs=last_deletions(), **kwargs
        )


class HelpingMixin(CentreMixin):
    """Only for who may help somebody who lost the second factor: a reader at the centre gets 403."""

    roles: Collection[str] = DECIDING_ROLES

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The third door; the first two are the centre's."""
        if works_at_centre(request.user) and not has_role_at_centre(request.user, self.roles):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class TeamsView(HelpingMixin, TemplateView):
    """Every team; a name is one click further."""

    template_name = "portal/teams.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Alphabetically."""
        with_editors = has_role_at_centre(self.request.user, EDITORS_HELPERS)
        return super().get_context_data(teams=teams(), with_editors=with_editors, **kwargs)


class TeamView(HelpingMixin, TemplateView):
    """Who works for one organisation, and the way to help who lost the second factor."""

    template_name = "portal/team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """By name."""
        organisation = get_object_or_404(HostOrganisation, pk=self.kwargs["organisation"])
        rows = [(one.user, one.get_role_display()) for one in team_of(organisation)]
        return super().get_context_data(heading=organisation.name, rows=rows, **kwargs)


class EditorsView(HelpingMixin, TemplateView):
    """The same for those whose account opens the admin."""

    roles = EDITORS_HELPERS
    template_name = "portal/team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """By name."""
        rows = [(one, _("Systemverwaltung") if one.is_superuser else _("Redaktion")) for one in editors()]
        return super().get_context_data(heading=_("Redaktion"), rows=rows, **kwargs)


class VolunteersView(ReshowOnExpiredToken, HelpingMixin, FormView):
    """The same for those who work nowhere: the centre sees no list of them, it finds whom it has on the phone."""

    form_class = AccountForm
    template_name = "portal/find_account.html"

    def form_valid(self, form: AccountForm) -> HttpResponse:
        """To the account with this very address."""
        found = account_of(form.cleaned_data["email"])
        if found is not None and volunteers_with_factor().filter(pk=found.pk).exists():
            return redirect("portal_centre:reset_factor", account=found.pk)
        form.add_error("email", _("Zu dieser Adresse gibt es hier kein Konto mit zweitem Faktor."))
        return self.form_invalid(form)


class ResetFactorView(ReshowOnExpiredToken, HelpingMixin, FormView):
    """Reset somebody's second factor, with a reason; whose it may not be is a 403, whoever owes none a 404."""

    form_class = ReasonForm
    template_name = "portal/reset_factor.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the account once the doors of the centre are passed: strangers learn nothing of numbers."""
        if has_role_at_centre(request.user, self.roles):
            self.account = get_object_or_404(accounts_with_factor(), pk=kwargs["account"])
            if not may_reset_factor(request.user, self.account):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whose it is."""
        return super().get_context_data(account=self.account, **kwargs)

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        """Do it."""
        actor = cast("User", self.request.user)
        reset_factor_at_centre(self.account, actor=actor, reason=form.cleaned_data["reason"])
        messages.success(
            self.request, _("Der zweite Faktor ist zurückgesetzt. Die Person bekommt eine Mail.")
        )
        return redirect("portal_centre:teams")


MEASURES = (
    _("Zugriff nur für Mitglieder des zuständigen Trägers; Rechte gelten ab der nächsten Anfrage"),
    _("zweiter Faktor für Träger, Servicestelle und Redaktion"),
    _("Verschlüsselung der Übertragung und besonders geschützter Felder"),
    _("Kontaktdaten öffnen sich erst nach Beginn der Prüfung, jeder Zugriff wird vermerkt"),
    _("keine personenbezogenen Angaben in Adressen, Protokollen, Zwischenspeichern und Suche"),
    _("stündliche Löschung nach festen Regeln; Löschungen werden nach einer Wiederherstellung wiederholt"),
    _("geprüfte Sicherungen mit Prüfsummen"),
)
