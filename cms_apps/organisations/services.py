"""Writes about host organisations."""

from django.db import transaction

from cms_apps.accounts.services import account_for, issue_invitation
from cms_apps.organisations.mails import queue_invitation
from cms_apps.organisations.models import HostOrganisation, Membership


@transaction.atomic
def invite_member(
    organisation: HostOrganisation, email: str, *, role: str, first_name: str = "", last_name: str = ""
) -> Membership:
    """Give a person a role at the organisation; one without a password gets an invitation link."""
    user = account_for(email, first_name=first_name, last_name=last_name)
    membership, _created = Membership.objects.update_or_create(
        organisation=organisation, user=user, defaults={"role": role, "active": True}
    )
    if not user.has_usable_password():
        queue_invitation(membership, issue_invitation(user))
    return membership
