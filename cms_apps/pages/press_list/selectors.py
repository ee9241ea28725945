"""Who gets a release, and what of it has not left yet."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from cms_apps.links.errors import LinkUnknown
from cms_apps.links.models import Link
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.pages.models import Mailing, PressReleasePage, Subscriber


def subscriber_of(link: Link) -> Subscriber:
    """Whose link it is; raises LinkUnknown when the mailbox is forgotten."""
    found = Subscriber.objects.filter(key=link.object_key).first()
    if found is None:
        raise LinkUnknown
    return found


def readers_of(release: PressReleasePage) -> QuerySet[Subscriber]:
    """Confirmed mailboxes that want the language of this release."""
    return Subscriber.objects.filter(confirmed_at__isnull=False, language=release.locale.language_code)


def is_public(release: int) -> bool:
    """Whether everybody may read it: live, and not behind a password."""
    return PressReleasePage.objects.live().public().filter(pk=release).exists()


def mailing_of(release: PressReleasePage) -> Mailing | None:
    """The mailing that holds, if there is one."""
    return Mailing.objects.filter(release=release, recalled_at=None).first()


def copy_key(release: int, subscriber: int | str = "") -> str:
    """By this each newsroom gets a release once, however often it is sent."""
    return f"press:{release}:{subscriber}"


def copies_of(release: int) -> QuerySet[OutboxRow]:
    """The mails of a release, one for each newsroom."""
    return OutboxRow.objects.filter(dedupe_key__startswith=copy_key(release))


def unsent_of(release: int) -> QuerySet[OutboxRow]:
    """Those that wait; what a worker has in hand is not among them."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=timezone.now())
    return copies_of(release).filter(free, status=Delivery.WAITING)


def missed_of(release: int) -> QuerySet[OutboxRow]:
    """Those that were dropped: recalled in a worker's hand, or tried while the release was not public."""
    return copies_of(release).filter(status=Delivery.DROPPED)
