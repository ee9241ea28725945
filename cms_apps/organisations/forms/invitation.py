"""Inviting somebody into a team from the admin."""

from wagtail.admin.forms import WagtailAdminModelForm

from cms_apps.accounts.models import User
from cms_apps.organisations import services
from cms_apps.organisations.models import TeamInvitation


class InvitationForm(WagtailAdminModelForm):
    """As the desk's: the address is asked, and joins by its own answer."""

    class Meta:
        model = TeamInvitation
        fields = ["organisation", "email", "first_name", "last_name", "role"]

    for_user: User
    instance: TeamInvitation

    def save(self, commit: bool = True) -> TeamInvitation:
        """Invite through the service; raises what it raises."""
        data = self.cleaned_data
        organisation = data.pop("organisation")
        self.instance = services.invite_to_team(organisation, actor=self.for_user, **data)
        return self.instance  # the view names it
