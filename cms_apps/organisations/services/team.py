"""Who works for an organisation: whom it asks, what they may do, and what happens when they go."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from cms_apps.accounts.mailboxes import account_of, prove
from cms_apps.accounts.models import User
from cms_apps.accounts.services import LookAlike, account_for, reset_second_factor
from cms_apps.foundation import security_log
from cms_apps.foundation.privacy import DeletionRule
from cms_apps.links import services as links
from cms_apps.links.errors import LinkUnknown
from cms_apps.links.models import Link
from cms_apps.organisations.enums import DECIDING_ROLES, Role
from cms_apps.organisations.errors import AlreadyMember, LastAdministrator, NotForTheTeam
from cms_apps.organisations.mails import queue_invitation
from cms_apps.organisations.models import HostOrganisation, Membership, TeamInvitation
from cms_apps.organisations.selectors import may_reset_factor, works_only_here
from cms_apps.parameters.selectors import number
from cms_apps.workflow.errors import NotPermitted

JOINING = "organisations.joining"
_releases: list[Callable[[User, int], None]] = []


def when_member_leaves(release: Callable[[User, int], None]) -> None:
    """Let an app above hand back to the team what lies with a person who no longer decides there."""
    if release not in _releases:
        _releases.append(release)


@transaction.atomic
def invite_to_team(
    organisation: HostOrganisation,
    *,
    actor: User,
    email: str,
    role: str,
    first_name: str = "",
    last_name: str = "",
) -> TeamInvitation:
    """Ask an address to join, once more if it was asked before; raises AlreadyMember.

    Nobody joins unasked: nothing is open and no mail of the team comes before `accept_invitation`. An address with an
    account is handled as one without, so that nobody finds out here who has one.
    """
    HostOrganisation.objects.select_for_update().get(
        pk=organisation.pk
    )  # of two at once the second replaces the first
    if is_in_team(organisation, email):
        raise AlreadyMember
    same = Lower(Value(email))  # as the constraint compares: what it takes for the same must be replaced
    for old in TeamInvitation.objects.alias(asked=Lower("email")).filter(
        organisation=organisation, asked=same
    ):
        links.revoke(JOINING, old.link_key)
        old.delete()
    invitation = TeamInvitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        first_name=first_name,
        last_name=last_name,
        invited_at=timezone.now(),
    )
    expires_at = timezone.now() + timedelta(days=number("invitation.days"))
    queue_invitation(invitation, links.issue(JOINING, invitation.link_key, expires_at=expires_at))
    log(organisation, "organisations.member_invited", user=actor, data={"role": role})
    security_log.note("invited", user=actor.pk, what=role)
    return invitation


def is_in_team(organisation: HostOrganisation, email: str) -> bool:
    """Whether the account of an address works here."""
    return Membership.objects.filter(organisation=organisation, user=account_of(email), active=True).exists()


def invitation_of(link: Link) -> tuple[TeamInvitation, User | None]:
    """What a link asks, and the account of the address if there is one. Raises LinkUnknown, for a shut account too."""
    asked = TeamInvitation.objects.select_related("organisation")
    invitation = asked.filter(key=link.object_key).first()
    if invitation is None:
        raise LinkUnknown
    user = account_of(invitation.email)
    if user is not None and not user.is_active:
        raise LinkUnknown
    return invitation, user


@transaction.atomic
def accept_invitation(link: Link, *, password: str = "") -> Membership:
    """Join, setting a first password where one is given; uses the link up. Raises LinkUsed, LinkUnknown."""
    invitation, _known = invitation_of(link)
    links.use(link)
    user = _account_of_invited(invitation)
    prove(user, invitation.email)  # the link was mailed there
    if password and not user.has_usable_password():
        user.set_password(password)
        user.save(update_fields=["password"])
    membership, _created = Membership.objects.get_or_create(
        organisation=invitation.organisation, user=user, defaults={"role": invitation.role}
    )
    if not membership.active:
        membership.role, membership.active = invitation.role, True
        membership.save(update_fields=["role", "active"])
    invitation.delete()
    log(membership, "organisations.member_joined", user=user, data={"role": membership.role})
    return membership


def _account_of_invited(invitation: TeamInvitation) -> User:
    names = {"first_name": invitation.first_name, "last_name": invitation.last_name}
    try:
        return account_for(invitation.email, **names)
    except LookAlike as error:
        raise LinkUnknown from error


@transaction.atomic
def withdraw_invitation(invitation: TeamInvitation, *, actor: User) -> None:
    """Ask no more: the link opens nothing from now on, and a mail that still waits does not go out."""
    links.revoke(JOINING, invitation.link_key)
    log(invitation.organisation, "organisations.invitation_withdrawn", user=actor)
    invitation.delete()


def forget_invitations(user: User) -> None:
    """Delete what the account's address was asked; for the erasure of the account."""
    TeamInvitation.objects.filter(email__iexact=user.email).delete()


def delete_old_invitations() -> int:
    """Delete those that nobody accepted in time; returns how many."""
    before = timezone.now() - timedelta(days=number("invitation.days"))
    return TeamInvitation.objects.filter(invited_at__lt=before).delete()[0]


INVITATIONS_RULE = DeletionRule(
    name="organisations.invitations",
    what=_("Einladungen ins Team"),
    after=_("nach der Einladung"),
    parameter="invitation.days",
    keep=delete_old_invitations,
)


@transaction.atomic
def change_role(membership: Membership, role: str, *, actor: User) -> Membership:
    """Give a member another role; raises LastAdministrator. Who no longer decides hands work back to the team."""
    if role != Role.ADMINISTRATOR:
        _keep_an_administrator(membership)
    Membership.objects.filter(pk=membership.pk).update(role=role)
    if role not in DECIDING_ROLES:
        _hand_back(membership)
    log(membership, "organisations.member_role_changed", user=actor, data={"role": role})
    security_log.note("rights_changed", user=actor.pk, what=f"role {role}")
    return membership


@transaction.atomic
def remove_member(membership: Membership, *, actor: User) -> None:
    """Close the desk to a member, whose work falls to the team; raises LastAdministrator."""
    _keep_an_administrator(membership)
    Membership.objects.filter(pk=membership.pk).update(active=False, may_note_certificates=False)
    _hand_back(membership)
    log(membership, "organisations.member_removed", user=actor)
    security_log.note("rights_changed", user=actor.pk, what="member removed")


def reset_factor_of(membership: Membership, *, actor: User) -> None:
    """Let a member set up a new second factor; raises NotForTheTeam for an account that opens more than this desk."""
    own = membership.user_id == actor.pk  # takes more than a click: their account page asks for the factor
    if own or not works_only_here(membership.user):
        raise NotForTheTeam
    reset_second_factor(membership.user, actor=actor)


def reset_factor_at_centre(user: User, *, actor: User, reason: str) -> None:
    """As `reset_factor_of`, for whomever the centre helps; raises NotPermitted (`may_reset_factor` says for whom)."""
    if not may_reset_factor(actor, user):
        raise NotPermitted
    reset_second_factor(user, actor=actor, reason=reason)


def _keep_an_administrator(membership: Membership) -> None:
    """One change at a time, each seeing what the one before left."""
    HostOrganisation.objects.select_for_update().get(pk=membership.organisation_id)
    administrators = Membership.objects.filter(
        organisation=membership.organisation_id, role=Role.ADMINISTRATOR, active=True, user__is_active=True
    )
    others = administrators.exclude(pk=membership.pk)
    if administrators.filter(pk=membership.pk).exists() and not others.exists():
        raise LastAdministrator


def _hand_back(membership: Membership) -> None:
    for release in _releases:
        release(membership.user, membership.organisation_id)
