"""Host organisations, their areas and whom they invite in the admin."""

from typing import Any

from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms_apps.foundation.viewsets import CarefulViewSet
from cms_apps.organisations.forms.invitation import InvitationForm
from cms_apps.organisations.models import HostOrganisation, ServedArea, TeamInvitation


class OrganisationViewSet(CarefulViewSet):
    model = HostOrganisation
    form_fields = ["name", "kind", "phone", "email", "website", "description", "accepts_applications"]
    list_display = ["name", "kind", BooleanColumn("accepts_applications", label="Nimmt Bewerbungen an")]
    list_filter = ["kind", "accepts_applications"]
    search_fields = ["name"]
    icon = "group"


class ServedAreaViewSet(CarefulViewSet):
    model = ServedArea
    form_fields = ["organisation", "district", "municipality", "rank"]
    list_display = ["organisation", Column("place_name", label="Gebiet"), "rank"]
    list_filter = ["organisation"]
    icon = "site"


class InvitedPolicy(ModelPermissionPolicy):
    """Ask, and take back; there is nothing to change about a question."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the admin shows the verb."""
        return action != "change" and bool(super().user_has_permission(user, action))


class InvitationViewSet(CarefulViewSet):
    """Whom the centre asks to work for a Träger: its first administrator, above all. Its team does the rest at the desk."""

    model = TeamInvitation
    list_display = ["email", "organisation", "role", "invited_at"]
    list_filter = ["organisation", "role"]
    icon = "user"

    def get_form_class(self, for_update: bool = False) -> type[InvitationForm]:
        """The one form."""
        return InvitationForm


register_permission_policy(TeamInvitation, InvitedPolicy(TeamInvitation))


class OrganisationsGroup(ViewSetGroup):
    menu_label = "Träger"
    menu_icon = "group"
    menu_order = 700
    items = (
        OrganisationViewSet("organisations"),
        ServedAreaViewSet("served-areas"),
        InvitationViewSet("team-invitations"),
    )


@hooks.register("register_admin_viewset")
def organisations() -> OrganisationsGroup:
    """Träger, Einzugsgebiete, Einladungen ins Team."""
    return OrganisationsGroup()


@hooks.register("register_log_actions")
def actions(registry: Any) -> None:
    """Name what happens to a team in the admin's history."""
    registry.register_action("organisations.member_invited", "Mitglied einladen", "Mitglied eingeladen")
    registry.register_action(
        "organisations.invitation_withdrawn", "Einladung zurückziehen", "Einladung zurückgezogen"
    )
    registry.register_action("organisations.member_joined", "Einladung annehmen", "Einladung angenommen")
    registry.register_action("organisations.member_role_changed", "Rolle ändern", "Rolle geändert")
    registry.register_action("organisations.member_removed", "Mitglied entfernen", "Mitglied entfernt")
