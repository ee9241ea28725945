"""Subscribing, confirming, leaving; mailing a release and recalling it."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation import counters
from cms_apps.foundation.privacy import DeletionRule
from cms_apps.foundation.security_log import note
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.outbox.services import forget
from cms_apps.pages.models import Mailing, PressReleasePage, Subscriber
from cms_apps.pages.press_list import mails
from cms_apps.pages.press_list.errors import AlreadyMailed, NobodyToMail, NotLive, TooLate
from cms_apps.pages.press_list.selectors import is_public, missed_of, readers_of, unsent_of
from cms_apps.parameters.selectors import number

PER_ADDRESS = "mails_per_hour"


@transaction.atomic
def subscribe(*, email: str, newsroom: str, language: str, agreed_to: str) -> None:
    """Ask the mailbox to confirm. One that is on the list already is told so, by mail alone."""
    if not counters.count(PER_ADDRESS, email, most=number(PER_ADDRESS)):
        return
    values = {"newsroom": newsroom, "language": language, "agreed_to": agreed_to}
    subscriber, is_new = Subscriber.objects.get_or_create(email=email, defaults=values)
    if not is_new and subscriber.confirmed_at is None:
        Subscriber.objects.filter(pk=subscriber.pk, confirmed_at=None).update(
            asked_at=timezone.now(), **values
        )
        subscriber.refresh_from_db()
    if subscriber.confirmed_at is None:
        links.issue(mails.CONFIRM_LINK, str(subscriber.key), expires_at=_end_of_asking())
    mails.ask_or_tell(subscriber)


@transaction.atomic
def confirm(subscriber: Subscriber, link: Link) -> None:
    """Put it on the list. Raises LinkUsed for whoever presses second."""
    links.use(link)
    Subscriber.objects.filter(pk=subscriber.pk, confirmed_at=None).update(confirmed_at=timezone.now())
    links.issue(mails.LEAVE_LINK, str(subscriber.key))
    mails.welcome(subscriber)


@transaction.atomic
def leave(subscriber: Subscriber) -> None:
    """Forget the mailbox and every mail that waits for it; twice is no error."""
    if _delete(subscriber):
        links.end(mails.LEAVE_LINK, str(subscriber.key))  # it holds no address
    note("press_list_left", what=f"subscriber={subscriber.pk}")


@transaction.atomic
def send(release: PressReleasePage, *, user: Any) -> Mailing:
    """Mail a release to everybody on the list in its language, after the time in which it can be recalled.

    Raises NotLive, NobodyToMail or AlreadyMailed.
    """
    if not is_public(release.pk):
        raise NotLive
    if not readers_of(release).exists():
        raise NobodyToMail
    due_at = timezone.now() + timedelta(seconds=number("mailing.recall_seconds"))
    try:
        with transaction.atomic():
            mailing = Mailing.objects.create(release=release, made_by=user, due_at=due_at)
    except IntegrityError as error:
        raise AlreadyMailed from error
    mails.plan(mailing)
    note("mailing_sent", user=user.pk, what=f"mailing={mailing.pk} page={release.pk}")
    return mailing


@transaction.atomic
def recall(mailing: Mailing, *, user: Any) -> int:
    """Hold back what has not left; returns how many mails may have. Raises TooLate, and changes nothing, when all have.

    A release that is sent again goes to those alone who did not get it.
    """
    fresh = Mailing.objects.filter(pk=mailing.pk, recalled_at=None)
    if not fresh.update(recalled_at=timezone.now()):
        raise TooLate
    mailing.refresh_from_db()
    held_back = unsent_of(mailing.release_id).delete()[0] + missed_of(mailing.release_id).delete()[0]
    if mailing.spread_at is not None and not held_back:
        raise TooLate
    note("mailing_recalled", user=user.pk, what=f"mailing={mailing.pk}")
    return max(mailing.addressed - held_back, 0)


def delete_unconfirmed() -> int:
    """Forget mailboxes whose owner never confirmed; returns how many."""
    before = timezone.now() - timedelta(days=number("press_list.days"))
    old = list(Subscriber.objects.filter(confirmed_at=None, asked_at__lt=before))
    for subscriber in old:
        with transaction.atomic():
            if _delete(subscriber, confirmed_at=None):
                links.forget(str(subscriber.key))
    return len(old)


def _delete(subscriber: Subscriber, **still: Any) -> bool:
    deleted, _by_model = Subscriber.objects.filter(pk=subscriber.pk, **still).delete()
    if deleted:
        forget(subscriber.subject_key)
    return bool(deleted)


def _end_of_asking() -> Any:
    return timezone.now() + timedelta(days=number("press_list.days"))


RULE = DeletionRule(
    name="pages.press_list", what=_("unbestätigte Adressen für den Presseverteiler"), after=_("nach der Bestellung"),
    parameter="press_list.days", keep=delete_unconfirmed,
)  # fmt: skip
