"""Writes about host organisations."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, Value, When
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Locale, WorkflowState

from cms_apps.accounts.mailboxes import account_of, prove
from cms_apps.accounts.models import User
from cms_apps.accounts.services import LookAlike, account_for, reset_second_factor
from cms_apps.foundation import security_log
from cms_apps.foundation.privacy import DeletionRule
from cms_apps.links import services as links
from cms_apps.links.errors import LinkUnknown
from cms_apps.links.models import Link
from cms_apps.notifications.writing import Text
from cms_apps.organisations.enums import DECIDING_ROLES, MOST_QUESTIONS, Role
from cms_apps.organisations.errors import AlreadyMember, LastAdministrator, NotForTheTeam, TooManyQuestions
from cms_apps.organisations.mails import queue_invitation
from cms_apps.organisations.models import (
    HostOrganisation,
    Membership,
    OwnMailText,
    OwnQuestion,
    PrivacyNotice,
    PublicProfile,
    TeamInvitation,
)
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


def set_mail_rhythm(membership: Membership, rhythm: str) -> None:
    """Choose how often a member wants mail from now on."""
    Membership.objects.filter(pk=membership.pk).update(mail_rhythm=rhythm)


def change_settings(organisation: HostOrganisation, **values: Any) -> HostOrganisation:
    """Set how the organisation works; other fields stay as they are. Raises what the model's check raises."""
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation.full_clean()
    organisation.save(update_fields=[*values])
    return organisation


@transaction.atomic
def propose_profile(
    organisation: HostOrganisation, *, actor: User, description: str, offers: str
) -> PublicProfile:
    """Keep what the team says about itself as a draft, and ask the newsroom to approve it; what is live stays till then.

    What waited before is taken back. Words that wait already, or that everybody reads already, ask nobody.
    """
    HostOrganisation.objects.select_for_update().get(pk=organisation.pk)
    profile, words = _german_profile(organisation), (description, offers)
    draft, state = profile.get_latest_revision_as_object(), profile.current_workflow_state
    are_newest, are_shown = (
        words == (draft.description, draft.offers),
        words == profile.live_words,
    )
    waits = state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
    if are_newest and (waits or (are_shown and state is None)):
        return profile
    if state is not None:
        state.cancel(user=actor)
    draft.description, draft.offers = words
    draft.full_clean()
    draft.save_revision(user=actor, log_action=True)
    if not are_shown and (workflow := draft.get_workflow()) is not None:
        workflow.start(draft, actor)
    return profile


@transaction.atomic
def publish_profile(organisation: HostOrganisation, *, description: str, offers: str = "") -> PublicProfile:
    """Make it live at once: for what an installation begins with."""
    profile = _german_profile(organisation)
    profile.description, profile.offers = description, offers
    profile.full_clean()
    profile.save_revision().publish()
    profile.refresh_from_db()
    return profile


def _german_profile(organisation: HostOrganisation) -> PublicProfile:
    locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    profile, _made = PublicProfile.objects.get_or_create(
        organisation=organisation, locale=locale, defaults={"live": False}
    )
    return profile


@transaction.atomic
def set_certificates(
    organisation: HostOrganisation, *, wanted: bool, noted_by: Collection[int]
) -> HostOrganisation:
    """Whether certificates of conduct are wanted, and which memberships may note them; all others may not."""
    Membership.objects.filter(organisation=organisation).update(
        may_note_certificates=Case(When(pk__in=list(noted_by), then=True), default=False)
    )
    return change_settings(organisation, wants_certificate=wanted)


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


@transaction.atomic
def add_question(organisation: HostOrganisation, **values: Any) -> OwnQuestion:
    """Let the sign-up ask one more question, after the others. Raises TooManyQuestions."""
    HostOrganisation.objects.select_for_update().get(pk=organisation.pk)
    asked = OwnQuestion.objects.filter(organisation=organisation)
    if asked.count() >= MOST_QUESTIONS:
        raise TooManyQuestions(MOST_QUESTIONS)
    last = asked.last()
    return asked.create(organisation=organisation, position=last.position + 10 if last else 10, **values)


def change_question(question: OwnQuestion, **values: Any) -> OwnQuestion:
    """Change a question; answers that were given keep the words that were asked."""
    for name, value in values.items():
        setattr(question, name, value)
    question.save(update_fields=[*values])
    return question


@transaction.atomic
def move_question_up(question: OwnQuestion) -> None:
    """Ask a question before the one above it; the first stays."""
    HostOrganisation.objects.select_for_update().get(pk=question.organisation_id)
    order = list(OwnQuestion.objects.filter(organisation=question.organisation_id))
    place = order.index(question)
    if place:
        order[place - 1], order[place] = order[place], order[place - 1]
    for position, one in enumerate(order, start=1):
        one.position = position * 10
    OwnQuestion.objects.bulk_update(order, ["position"])


def delete_question(question: OwnQuestion) -> None:
    """Ask it no more; answers that were given stay with their applications."""
    question.delete()
