"""Who works for the own organisation: invite, give another role, take out, reset a second factor."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View

from cms_apps.accounts.models import User
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.organisations import services
from cms_apps.organisations.errors import TeamError
from cms_apps.organisations.forms.team import InviteForm, RoleForm
from cms_apps.organisations.models import Membership
from cms_apps.organisations.selectors import team_of
from cms_apps.organisations.views.access import OwnOrganisationMixin


class TeamView(OwnOrganisationMixin, TemplateView):
    """All members."""

    template_name = "organisations/settings/team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Alphabetically; who was asked and has not answered yet comes last."""
        asked = self.organisation.invitations.all()
        return super().get_context_data(team=team_of(self.organisation), invitations=asked, **kwargs)


class TeamVerbView(ReshowOnExpiredToken, OwnOrganisationMixin, FormView):
    """One verb of the administration; nobody else sees the page."""

    form_class: Any = RoleForm
    template_name = "organisations/settings/form.html"
    heading: Any
    done: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only for whoever may do it."""
        if not self.may_change:
            return render(request, "organisations/settings/only_administrators.html", status=403)
        return super().get(request, *args, **kwargs)

    @cached_property
    def member(self) -> Membership:
        """The member of the address; one of another team is a missing one."""
        return get_object_or_404(team_of(self.organisation), pk=self.kwargs["member"])

    @property
    def actor(self) -> User:
        """Who does it."""
        return cast("User", self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page is about."""
        return super().get_context_data(heading=self.heading, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, or say why not."""
        try:
            self.save(form)
        except TeamError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect("host:team", organisation=self.organisation.pk)

    def save(self, form: Any) -> None:
        """Call the one service."""
        raise NotImplementedError


class InviteView(TeamVerbView):
    form_class = InviteForm
    heading = _("Mitglied einladen")
    done = _("Die Einladung ist unterwegs. Im Team ist die Person, sobald sie annimmt.")

    def save(self, form: Any) -> None:
        """Invite."""
        services.invite_to_team(self.organisation, actor=self.actor, **form.cleaned_data)


class WithdrawView(OwnOrganisationMixin, View):
    """Take an invitation back that nobody has accepted."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """An invitation of another team is a missing one."""
        invitation = get_object_or_404(self.organisation.invitations, pk=kwargs["invitation"])
        services.withdraw_invitation(invitation, actor=cast("User", request.user))
        messages.success(request, _("Die Einladung ist zurückgezogen."))
        return redirect("host:team", organisation=self.organisation.pk)


class RoleView(TeamVerbView):
    template_name = "organisations/settings/member.html"
    heading = _("Rolle ändern")
    done = _("Die Rolle ist geändert.")

    def get_initial(self) -> dict[str, Any]:
        """The role that holds."""
        return {"role": self.member.role}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whose role it is."""
        return super().get_context_data(member=self.member, **kwargs)

    def save(self, form: Any) -> None:
        """Change it."""
        services.change_role(self.member, form.cleaned_data["role"], actor=self.actor)


class ConfirmedView(TeamVerbView):
    """A verb that is asked once more and needs no answer but yes."""

    template_name = "organisations/settings/member_confirm.html"
    text: Any
    button: Any

    def get_form(self, form_class: Any = None) -> Any:
        """No field: the button is the answer."""
        form = super().get_form(form_class)
        form.fields.clear()
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What will happen to whom."""
        return super().get_context_data(member=self.member, text=self.text, button=self.button, **kwargs)


class RemoveView(ConfirmedView):
    heading = _("Mitglied entfernen")
    text = _(
        "Das Konto bleibt, öffnet Ihren Schreibtisch aber nicht mehr. Zugeteilte Bewerbungen gehen ans Team."
    )
    button = _("Mitglied entfernen")
    done = _("Das Mitglied ist entfernt.")

    def save(self, form: Any) -> None:
        """Take out."""
        services.remove_member(self.member, actor=self.actor)


class ResetFactorView(ConfirmedView):
    heading = _("Zweiten Faktor zurücksetzen")
    text = _(
        "Für den Fall, dass Telefon und Ersatzcodes fehlen: Die Person wird überall abgemeldet, bekommt eine Mail und richtet einen neuen ein. Vergewissern Sie sich vorher, dass sie es selbst ist."
    )
    button = _("Zurücksetzen")
    done = _("Der zweite Faktor ist zurückgesetzt.")

    def save(self, form: Any) -> None:
        """Reset."""
        services.reset_factor_of(self.member, actor=self.actor)
