"""Writes about host organisations."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cms_apps.accounts.services import account_for, issue_invitation
from cms_apps.organisations.mails import queue_invitation
from cms_apps.organisations.models import HostOrganisation, Membership, PrivacyNotice


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


def change_settings(organisation: HostOrganisation, **values: Any) -> HostOrganisation:
    """Set how the organisation works; other fields stay as they are. Raises what the model's check raises."""
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation.full_clean()
    organisation.save(update_fields=[*values])
    return organisation


@transaction.atomic
def publish_notice(organisation: HostOrganisation, text: str) -> PrivacyNotice | None:
    """Add a version of the organisation's own privacy notice, named after its day; the same text adds none."""
    HostOrganisation.objects.select_for_update().get(pk=organisation.pk)
    newest = PrivacyNotice.objects.filter(organisation=organisation).last()
    if (newest.text if newest else "") == text:
        return newest
    today = timezone.localdate().isoformat()
    of_today = PrivacyNotice.objects.filter(organisation=organisation, version__startswith=today).count()
    version = f"{today}{'' if not of_today else chr(ord('a') + of_today)}"
    return PrivacyNotice.objects.create(organisation=organisation, version=version, text=text)
