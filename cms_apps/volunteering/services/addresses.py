"""Changing the e-mail address: by the person, once both mailboxes agree; or by the team for whoever lost the old one.

The status link, other applications and other people of the same mailbox stay as they are.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms_apps.foundation import counters
from cms_apps.links import services as links
from cms_apps.links.errors import LinkUnknown
from cms_apps.links.models import Link
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.kinds import mail_kinds
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.parameters.selectors import number
from cms_apps.volunteering import mails
from cms_apps.volunteering.enums import OwnPart
from cms_apps.volunteering.errors import NotNow, ParentsAddress, SameAddress, TooManyChanges
from cms_apps.volunteering.mails.record import mails_of
from cms_apps.volunteering.models import Application, EmailChange
from cms_apps.volunteering.policies import is_coordinator, may_correct
from cms_apps.volunteering.services.correcting import lock
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted

ASKED = "email-changes"


@transaction.atomic
def ask_email_change(application: Application, *, email: str) -> EmailChange:
    """Mail a link to the old and to the new address; a wish before it is forgotten with its links.

    Raises NotNow, SameAddress, ParentsAddress or TooManyChanges: none of them depends on whom else the address
    belongs to. A mail beyond what an address may get in an hour waits (`mails.asked`).
    """
    locked = lock(application)
    if locked is None or not locked.has_email or not may_correct(locked, OwnPart.EMAIL):
        raise NotNow
    _check_new(locked, email)
    if not counters.count(ASKED, str(locked.key), most=number("email_changes_per_hour")):
        raise TooManyChanges
    _forget_change(locked)
    expires_at = timezone.now() + timedelta(days=number("email_change.days"))
    for purpose in mails.EMAIL_LINKS:
        links.issue(purpose, str(locked.key), expires_at=expires_at)
    change = EmailChange.objects.create(application=locked, new_email=email, expires_at=expires_at)
    mails.ask_both_addresses(change)
    return change


@transaction.atomic
def agree_to_email(link: Link) -> EmailChange:
    """The button of one mailbox; with the second one the new address holds. Raises LinkUsed or LinkUnknown.

    The change that comes back `is_agreed` when it is done.
    """
    application, change = _change_of(link)
    if not may_correct(application, OwnPart.EMAIL):
        raise LinkUnknown
    links.use(link)
    if link.purpose == mails.EMAIL_OLD_LINK:
        change.old_agreed_at = timezone.now()
    else:
        change.new_agreed_at = timezone.now()
    change.save(update_fields=["old_agreed_at", "new_agreed_at"])
    if change.is_agreed:
        change.delete()
        _set_email(application, change.new_email, actor=Actor.applicant())
        mails.to_applicant(mails.EMAIL_CHANGED, application)
    return change


@transaction.atomic
def refuse_email(link: Link) -> None:
    """„Das war ich nicht“: nothing changes, and no link of this wish opens any more. Raises as `agree_to_email`."""
    application, _change = _change_of(link)
    links.use(link)
    _forget_change(application)


@transaction.atomic
def take_back_email_change(application: Application) -> None:
    """The person thinks better of it: no link of the wish opens any more. Raises NotNow where nothing waits."""
    locked = lock(application)
    if locked is None or not EmailChange.objects.filter(application=locked).exists():
        raise NotNow
    _forget_change(locked)


@transaction.atomic
def change_email_at_desk(application: Application, *, actor: Actor, email: str) -> Application:
    """The team changes the address of somebody who lost the old mailbox and called; both addresses are told.

    Raises NotPermitted, NotNow while contact is closed, SameAddress or ParentsAddress.
    """
    if not is_coordinator(application, actor):
        raise NotPermitted
    locked = lock(application)
    if locked is None or not locked.shows_contact:
        raise NotNow
    _check_new(locked, email)
    _forget_change(locked)
    old = locked.email
    _set_email(locked, email, actor=actor)
    # Whoever has the old mailbox now opens nothing with an old mail; who applied on paper has no link yet.
    links.revoke(mails.STATUS_LINK, str(locked.key))
    links.issue(mails.STATUS_LINK, str(locked.key))
    mails.to_applicant(mails.EMAIL_CHANGED, locked)
    if old:
        mails.tell_old_address(locked, old)
    application.email = email
    return locked


def delete_old_email_changes() -> int:
    """Forget the wishes that were not confirmed in time; returns how many."""
    deleted, _by_model = EmailChange.objects.filter(expires_at__lte=timezone.now()).delete()
    return deleted


def _check_new(application: Application, email: str) -> None:
    wished = email.casefold()
    if wished == application.email.casefold():
        raise SameAddress
    if wished == application.parent_email.casefold():
        raise ParentsAddress


def _change_of(link: Link) -> tuple[Application, EmailChange]:
    # The lock lets the second of two clicks at once see what the first has written.
    application = Application.objects.select_for_update().filter(key=link.object_key).first()
    change = EmailChange.objects.filter(application=application).first() if application else None
    if application is None or change is None or change.is_over:
        raise LinkUnknown
    return application, change


def _forget_change(application: Application) -> None:
    EmailChange.objects.filter(application=application).delete()
    for purpose in mails.EMAIL_LINKS:
        links.revoke(purpose, str(application.key))


def _set_email(application: Application, email: str, *, actor: Actor) -> None:
    old = application.email
    application.email = email
    application.save(update_fields=["email"])
    if application.volunteer_id:
        Volunteer.objects.filter(pk=application.volunteer_id).update(email=email)
    to_person = [kind for kind, one in mail_kinds().items() if one.audience == Audience.PERSON]
    rows = OutboxRow.objects.filter(pk__in=mails_of(application).values("pk"), kind__in=to_person)
    rows.filter(status=Delivery.WAITING, recipient__iexact=old).update(recipient=email)
    # What would have been a letter goes by mail from now on.
    rows.filter(status=Delivery.LETTER).update(
        status=Delivery.WAITING, recipient=email, due_at=timezone.now()
    )
    application.corrections.create(
        part=OwnPart.EMAIL,
        fields=["email"],
        actor_kind=actor.kind,
        actor_id=actor.user.pk if actor.user else None,
        actor_label=actor.label,
    )
