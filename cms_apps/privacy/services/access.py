"""The access log. One row for each view of a person's page; lists write none (`AccessRecord` says why)."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.utils import timezone

from cms_apps.parameters.selectors import number
from cms_apps.privacy.models import AccessRecord, Looked

BATCH = 500


def note_access(
    user: AbstractUser | AnonymousUser, *, organisation: str, object_key: str, what: str = Looked.SEEN
) -> None:
    """Write down that this member of `organisation` looked at one person; costs one statement."""
    _record(user, organisation, object_key, what).save(force_insert=True)


def note_accesses(
    user: AbstractUser | AnonymousUser, *, organisation: str, object_keys: Iterable[str], what: str
) -> None:
    """As `note_access` for many at once: a row for each of them, a statement for some hundred."""
    rows = [_record(user, organisation, key, what) for key in object_keys]
    AccessRecord.objects.bulk_create(rows, batch_size=BATCH)


def forget_access(object_key: str) -> None:
    """Delete what is written about one person; whoever deletes the person calls it."""
    AccessRecord.objects.filter(object_key=object_key).delete()


def delete_old_access() -> int:
    """Delete what is older than `access.days`; returns how many rows."""
    before = timezone.now() - timedelta(days=number("access.days"))
    return AccessRecord.objects.filter(at__lt=before).delete()[0]


def _record(
    user: AbstractUser | AnonymousUser, organisation: str, object_key: str, what: str
) -> AccessRecord:
    kind = object_key.partition(":")[0]
    return AccessRecord(
        user_id=user.pk, organisation=organisation, kind=kind, object_key=object_key, what=what
    )
