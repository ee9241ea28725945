"""Writes about host organisations."""

from collections.abc import Callable, Collection
from typing import Any

from django.db import transaction
from django.db.models import Case, When
from django.utils import timezone
from wagtail.log_actions import log

from cms_apps.accounts.models import User
from cms_apps.accounts.services import account_for, issue_invitation, reset_second_factor
from cms_apps.foundation import security_log
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
)

_releases: list[Callable[[User, int], None]] = []


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


def when_member_leaves(release: Callable[[User, int], None]) -> None:
    """Let an app above hand back to the team what lies with a person who no longer decides there."""
    if release not in _releases:
        _releases.append(release)


@transaction.atomic
def invite_to_team(
    organisation: HostOrganisation, *, actor: User, email: str, role: str, first_name: str, last_name: str
) -> Membership:
    """As `invite_member`, at the desk; raises AlreadyMember."""
    if Membership.objects.filter(organisation=organisation, user__email__iexact=email, active=True).exists():
        raise AlreadyMember
    membership = invite_member(organisation, email, role=role, first_name=first_name, last_name=last_name)
    log(membership, "organisations.member_invited", user=actor, data={"role": role})
    return membership


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
    elsewhere = Membership.objects.filter(user=membership.user_id, active=True).exclude(pk=membership.pk)
    own = membership.user_id == actor.pk  # takes more than a click: their account page asks for the factor
    if own or membership.user.has_perm("wagtailadmin.access_admin") or elsewhere.exists():
        raise NotForTheTeam
    reset_second_factor(membership.user, actor=actor)
    security_log.note("rights_changed", user=actor.pk, what="second factor reset")


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
