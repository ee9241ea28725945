"""Host organisations, their areas and whom they invite in the admin."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms_apps.accounts.models import User
from cms_apps.foundation import security_log
from cms_apps.foundation.viewsets import CarefulDeleteView, CarefulViewSet
from cms_apps.organisations import services
from cms_apps.organisations.errors import TeamError
from cms_apps.organisations.forms.invitation import InvitationForm
from cms_apps.organisations.models import HostOrganisation, PublicProfile, ServedArea, TeamInvitation
from cms_apps.organisations.selectors import left_without_administrator


class OrganisationViewSet(CarefulViewSet):
    model = HostOrganisation
    form_fields = ["name", "kind", "phone", "email", "website", "accepts_applications"]
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


class InviteView(CreateView):
    """What the service refuses stands in the form."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Invite, or say why not."""
        try:
            response: HttpResponseBase = super().form_valid(form)
        except TeamError as error:
            form.add_error("email", str(error))
            self.produced_error_message = self.get_error_message()
            response = self.form_invalid(form)
        return response


class WithdrawView(CarefulDeleteView):
    """Takes the link and a mail that still waits back as well, as at the desk."""

    def delete_action(self) -> None:
        """Call the one service."""
        services.withdraw_invitation(self.object, actor=self.request.user)


class InvitationViewSet(CarefulViewSet):
    """Whom the centre asks to work for a Träger: its first administrator, above all. Its team does the rest at the desk."""

    model = TeamInvitation
    list_display = ["email", "organisation", "role", "invited_at"]
    list_filter = ["organisation", "role"]
    add_view_class = InviteView
    delete_view_class = WithdrawView
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


class ProfileViewSet(SnippetViewSet):
    """What Träger say about themselves: written at their desks, approved here."""

    model = PublicProfile
    icon = "doc-full"
    add_to_admin_menu = True
    menu_label = "Profile der Träger"
    menu_order = 320
    list_display = ["__str__", "locale", "live", "has_unpublished_changes"]


register_snippet(ProfileViewSet)


@hooks.register("after_edit_user")
def after_shutting_one(request: HttpRequest, user: User) -> None:
    """An account is shut at once, whoever it belongs to; what then lacks somebody is said."""
    if not user.is_active:
        _note_shut(request, [user])


@hooks.register("after_bulk_action")
def after_shutting_several(request: HttpRequest, action: str, objects: Sequence[Any], view: Any) -> None:
    """The same for those picked from the list."""
    if action == "set_active_state":
        picked = [one.pk for one in objects if isinstance(one, User)]
        _note_shut(request, list(User.objects.filter(pk__in=picked, is_active=False)))


@hooks.register("before_delete_user", order=-1)
def before_deleting_one(request: HttpRequest, user: User) -> None:
    """Afterwards nobody knows any more where the person worked."""
    if request.method == "POST":
        _tell_orphans(request, user)


@hooks.register("before_bulk_action", order=-1)
def before_deleting_several(request: HttpRequest, action: str, objects: Sequence[Any], view: Any) -> None:
    """The same for those picked from the list."""
    if action == "delete" and request.method == "POST":
        for user in [one for one in objects if isinstance(one, User)]:
            _tell_orphans(request, user)


def _note_shut(request: HttpRequest, users: list[User]) -> None:
    for user in users:
        security_log.note("rights_changed", user=user.pk, what=f"account shut by {request.user.pk}")
        _tell_orphans(request, user)


def _tell_orphans(request: HttpRequest, user: User) -> None:
    for organisation in left_without_administrator(user):
        messages.warning(
            request,
            f"{organisation}: Dort hat jetzt niemand mehr die Rolle „Verwaltung“. Laden Sie unter "
            "„Träger“, „Einladungen ins Team“, jemanden mit dieser Rolle ein.",
        )


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
