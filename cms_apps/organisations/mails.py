"""Mails about working for a host organisation."""

from django.urls import reverse

from cms_apps.accounts.models import User
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.organisations.models import HostOrganisation, Membership
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.services import queue

INVITATION = "organisations.invitation"


def queue_invitation(membership: Membership, link: Link) -> OutboxRow:
    """Mail the link by which a new member sets a password."""
    user = membership.user
    payload = {"user": user.pk, "link": link.pk, "organisation": membership.organisation_id}
    return queue(INVITATION, recipient=user.email, subject_key=f"user:{user.pk}", payload=payload)


def _context(row: OutboxRow) -> dict[str, object]:
    link = Link.objects.get(pk=row.payload["link"])
    url = absolute(reverse("account_open_invitation", args=[links.token(link)]))
    return {
        "user": User.objects.get(pk=row.payload["user"]),
        "organisation": HostOrganisation.objects.filter(pk=row.payload["organisation"]).first(),
        "url": url,
        "expires_at": link.expires_at,
    }


def _still_true(row: OutboxRow) -> bool:
    return Link.objects.filter(pk=row.payload["link"], used_at=None).exists()


invitation_handler = mail_handler("organisations/invitation", _context, still_true=_still_true)
