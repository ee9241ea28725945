"""Writes about host organisations."""

from django.db import transaction

from cms_apps.accounts.services import account_for, issue_invitation
from cms_apps.notifications.writing import Text
from cms_apps.organisations.mails import queue_invitation
from cms_apps.organisations.models import HostOrganisation, Membership, OwnMailText


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


def save_own_text(organisation: HostOrganisation, kind: str, language: str, text: Text) -> OwnMailText:
    """Keep the organisation's own text of a kind of mail; the last one to save wins."""
    row, _created = OwnMailText.objects.update_or_create(
        organisation=organisation,
        kind=kind,
        language=language,
        defaults={"subject": text.subject, "body": text.body},
    )
    return row


def reset_own_text(organisation: HostOrganisation, kind: str, language: str) -> None:
    """Go back to the central text or the default."""
    OwnMailText.objects.filter(organisation=organisation, kind=kind, language=language).delete()


def set_mailbox(organisation: HostOrganisation, *, mailbox: str, use: str) -> None:
    """Let the team's mails go to a shared mailbox too, or only there; an empty address ends it."""
    organisation.mailbox, organisation.mailbox_use = mailbox, use
    organisation.save(update_fields=["mailbox", "mailbox_use"])


def set_mail_rhythm(membership: Membership, rhythm: str) -> None:
    """Choose how often a member wants mail from now on."""
    Membership.objects.filter(pk=membership.pk).update(mail_rhythm=rhythm)
