"""Housekeeping of the queue."""

from datetime import timedelta

from django.utils import timezone

from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.registry import logged_kinds

KEPT = timedelta(days=90)
ENDED = (
    Delivery.DELIVERED, Delivery.GATHERED, Delivery.POSTED, Delivery.DROPPED, Delivery.DEAD, Delivery.BOUNCED,
)  # fmt: skip
ON_RECORD = (Delivery.DELIVERED, Delivery.GATHERED, Delivery.POSTED, Delivery.BOUNCED)


def delete_delivered() -> int:
    """Forget addresses of what ended more than 90 days ago; returns how many rows were deleted.

    What went out about somebody stays without its address, until its subject is deleted; given-up rows go.
    """
    ended = OutboxRow.objects.filter(status__in=ENDED, due_at__lt=timezone.now() - KEPT)
    on_record = ended.filter(kind__in=logged_kinds(), status__in=ON_RECORD).exclude(subject_key="")
    on_record.exclude(recipient="").update(recipient="", replayed_by="")
    deleted, _by_model = ended.exclude(pk__in=on_record.values("pk")).delete()
    return deleted
