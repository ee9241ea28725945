"""Host organisations, their areas and members in the admin."""

from typing import Any

from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSetGroup

from cms_apps.foundation.viewsets import CarefulViewSet
from cms_apps.organisations.forms.membership import MembershipForm
from cms_apps.organisations.models import HostOrganisation, Membership, ServedArea


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


class MembershipViewSet(CarefulViewSet):
    model = Membership
    list_display = ["__str__", "role", BooleanColumn("active", label="aktiv")]
    list_filter = ["organisation", "role", "active"]
    icon = "user"

    def get_form_class(self, for_update: bool = False) -> type[MembershipForm]:
        """One form that invites or changes."""
        return MembershipForm


class OrganisationsGroup(ViewSetGroup):
    menu_label = "Träger"
    menu_icon = "group"
    menu_order = 700
    items = (
        OrganisationViewSet("organisations"),
        ServedAreaViewSet("served-areas"),
        MembershipViewSet("members"),
    )


@hooks.register("register_admin_viewset")
def organisations() -> OrganisationsGroup:
    """Träger, Einzugsgebiete, Mitglieder."""
    return OrganisationsGroup()


@hooks.register("register_log_actions")
def actions(registry: Any) -> None:
    """Name what happens to a team in the admin's history."""
    registry.register_action("organisations.member_invited", "Mitglied einladen", "Mitglied eingeladen")
    registry.register_action("organisations.member_role_changed", "Rolle ändern", "Rolle geändert")
    registry.register_action("organisations.member_removed", "Mitglied entfernen", "Mitglied entfernt")
