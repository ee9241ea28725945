"""Who works for which organisation, and whose eyes may see what."""

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
)

from cms_apps.accounts.models import User
from cms_apps.organisations.enums import DECIDING_ROLES, MailboxUse, MailRhythm, OrganisationKind, Role
from cms_apps.organisations.models import (
    HostOrganisation,
    Membership,
)

Person = AbstractUser | AnonymousUser
EDITORS_HELPERS = frozenset({Role.ADMINISTRATOR})


def organisations_of(user: Person) -> QuerySet[HostOrganisation]:
    """The organisations for which an active person works."""
    if not user.is_authenticated or not user.is_active:
        return HostOrganisation.objects.none()
    return HostOrganisation.objects.filter(memberships__user=user.pk, memberships__active=True)


def is_member(user: Person) -> bool:
    """Whether this person works for a Träger or the centre."""
    return organisations_of(user).exists()


def works_at_centre(user: Person) -> bool:
    """Whether an active person works for the centre, whatever the role there."""
    return organisations_of(user).filter(kind=OrganisationKind.CENTRE).exists()


def team_of(organisation: HostOrganisation) -> QuerySet[Membership]:
    """Who works here now, by name."""
    active = Membership.objects.filter(organisation=organisation, active=True, user__is_active=True)
    return active.select_related("user", "organisation").order_by("user__last_name", "user__first_name", "pk")


def works_only_here(user: Person) -> bool:
    """Whether the account opens one desk and nothing else: then that team may reset its second factor."""
    return _memberships(user).count() == 1 and not user.has_perm("wagtailadmin.access_admin")


def team_resets_factor_of(user: Person) -> bool:
    """Whether somebody else in the person's one team has the role "Verwaltung"."""
    if not works_only_here(user):
        return False
    administrators = Membership.objects.filter(
        role=Role.ADMINISTRATOR, active=True, user__is_active=True
    ).exclude(user=user.pk)
    return administrators.filter(organisation__in=_memberships(user).values("organisation")).exists()


def may_reset_factor(actor: Person, user: Person) -> bool:
    """Whether somebody at the centre may reset a second factor: never the own one.

    Who decides there does it for members; its administrators also for editors; and nobody but a superuser for a
    superuser, for a reset is half the way into the account.
    """
    if actor.pk == user.pk or (user.is_superuser and not actor.is_superuser):
        return False
    is_editor = user.has_perm("wagtailadmin.access_admin")
    return has_role_at_centre(actor, EDITORS_HELPERS if is_editor else DECIDING_ROLES)


def has_role_at_centre(user: Person, roles: Collection[str]) -> bool:
    """Whether this person works at the centre in one of these roles."""
    return _memberships(user).filter(organisation__kind=OrganisationKind.CENTRE, role__in=roles).exists()


def teams() -> QuerySet[HostOrganisation]:
    """Every organisation with the number of its `members`, alphabetically."""
    working = Q(memberships__active=True, memberships__user__is_active=True)
    return HostOrganisation.objects.annotate(members=Count("memberships", filter=working)).order_by(
        "sort_key", "pk"
    )


def editors() -> QuerySet[User]:
    """Whose account opens the admin, by name."""
    found: QuerySet[User] = User.objects.with_perm("wagtailadmin.access_admin")
    return found.order_by("last_name", "first_name", "pk")


def accounts_with_factor() -> QuerySet[User]:
    """Members, editors, and whoever set one up without having to: all whose second factor the centre may be asked to reset."""
    members = Membership.objects.filter(active=True).values("user")
    owing = Q(pk__in=members) | Q(pk__in=editors().values("pk"))
    return User.objects.filter(owing | Q(pk__in=volunteers_with_factor().values("pk")), is_active=True)


def volunteers_with_factor() -> QuerySet[User]:
    """Who is in no team and no editor, and has a second factor all the same: nobody but the centre can help."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    owners = Authenticator.objects.filter(type__in=kinds).values("user")
    members = Membership.objects.filter(active=True).values("user")
    found = User.objects.filter(pk__in=owners, is_active=True).exclude(pk__in=members)
    return found.exclude(pk__in=editors().values("pk"))


def left_without_administrator(user: Person) -> QuerySet[HostOrganisation]:
    """Where this person has the role "Verwaltung" and no active account besides has it."""
    others = Membership.objects.filter(
        organisation=OuterRef("pk"), role=Role.ADMINISTRATOR, active=True, user__is_active=True
    ).exclude(user=user.pk)
    own = Membership.objects.filter(user=user.pk, role=Role.ADMINISTRATOR, active=True)
    rows = HostOrganisation.objects.filter(pk__in=own.values("organisation"))
    return rows.filter(~Exists(others)).order_by("sort_key")


def may_decide(user: Person | None, organisation_id: int) -> bool:
    """Whether this person's role at the organisation is one that decides."""
    return _memberships(user).filter(organisation=organisation_id, role__in=DECIDING_ROLES).exists()


def may_administer(user: Person | None, organisation_id: int) -> bool:
    """Whether this person sets how the organisation works."""
    return _memberships(user).filter(organisation=organisation_id, role=Role.ADMINISTRATOR).exists()


def may_note_certificates(user: Person | None, organisation_id: int) -> bool:
    """Whether this person may read and write notes on certificates of conduct there; no role brings it along."""
    return _memberships(user).filter(organisation=organisation_id, may_note_certificates=True).exists()


def notified_addresses(organisation: HostOrganisation) -> list[str]:
    """Where each piece of news for the team goes at once: the shared mailbox, the deciding members, or both.

    Who wants a digest is not among them (`digest_members`); without anybody at all it is the organisation's own address.
    """
    shared = [organisation.mailbox] if organisation.mailbox else []
    deciding = list(_deciding_members(organisation).values_list("user__email", "mail_rhythm"))
    at_once = [email for email, rhythm in deciding if rhythm == MailRhythm.EACH]
    if not (shared or deciding):
        return [organisation.email]
    return list(dict.fromkeys([*shared, *at_once]))


def digest_members(organisation: HostOrganisation) -> list[Membership]:
    """The deciding members who want their news gathered."""
    return list(_deciding_members(organisation).exclude(mail_rhythm=MailRhythm.EACH).select_related("user"))


def deciding_memberships(user: Person) -> list[Membership]:
    """Where this person decides, so that the team's mails are theirs too."""
    rows = _memberships(user).filter(role__in=DECIDING_ROLES)
    return list(rows.select_related("organisation").order_by("organisation__sort_key", "pk"))


def wants_digests(membership_id: int) -> bool:
    """Whether news is still for this member: active, with a role that decides."""
    rows = Membership.objects.filter(pk=membership_id, active=True, user__is_active=True)
    return rows.filter(role__in=DECIDING_ROLES).exists()


def _deciding_members(organisation: HostOrganisation) -> QuerySet[Membership]:
    """Whose business the team's mails are; nobody's where a shared mailbox takes their place."""
    if organisation.mailbox and organisation.mailbox_use == MailboxUse.INSTEAD:
        return Membership.objects.none()
    return Membership.objects.filter(
        organisation=organisation, active=True, role__in=DECIDING_ROLES, user__is_active=True
    ).order_by("pk")


def _memberships(user: Person | None) -> QuerySet[Membership]:
    if user is None or not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    return Membership.objects.filter(user=user.pk, active=True)
