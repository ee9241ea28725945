"""Accounts by invitation: made without a password, opened by a link."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms_apps.accounts.adapter import queue_notice
from cms_apps.accounts.mailboxes import account_of, make_account, prove
from cms_apps.accounts.models import User
from cms_apps.accounts.sessions import end_sessions
from cms_apps.foundation import security_log
from cms_apps.links import services as links
from cms_apps.links.errors import LinkUnknown
from cms_apps.links.models import Link
from cms_apps.parameters.selectors import number

INVITATION = "accounts.invitation"


class LookAlike(Exception):
    """The database takes this address for that of another account, and no mail server does."""


@transaction.atomic
def account_for(email: str, *, first_name: str = "", last_name: str = "") -> User:
    """Return the account of this address, making one without a password when there is none; raises LookAlike."""
    user = account_of(email) or make_account(email, first_name=first_name, last_name=last_name)
    if user is None:
        raise LookAlike
    return user


def issue_invitation(user: User) -> Link:
    """The link by which a new person sets a first password (7 days, a parameter); the caller mails it."""
    expires_at = timezone.now() + timedelta(days=number("invitation.days"))
    return links.issue(INVITATION, str(user.pk), expires_at=expires_at)


def invited(link: Link) -> User:
    """Whose invitation it is; one of an account that was shut since is as unknown as any other. Raises LinkUnknown."""
    user = User.objects.filter(pk=int(link.object_key), is_active=True).first()
    if user is None:
        raise LinkUnknown
    return user


@transaction.atomic
def reset_second_factor(user: User, *, actor: User, reason: str = "") -> None:
    """Take away every second factor and end every session; the person hears of it and sets up a new one."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    queue_notice(user, "mfa/email/second_factor_reset")
    log(user, "accounts.second_factor_reset", user=actor, data={"reason": reason})
    security_log.note("second_factor_changed", user=user.pk, what=f"reset by {actor.pk}")


@transaction.atomic
def accept_invitation(link: Link, password: str) -> User:
    """Set the first password and use the link up; raises LinkUsed for whoever comes second."""
    user = invited(link)
    links.use(link)
    user.set_password(password)
    user.save(update_fields=["password"])
    prove(user, user.email)  # the link was mailed there
    return user
