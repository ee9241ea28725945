"""How long addresses of mails are kept."""

from datetime import datetime

from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.posting import forget_copies
from cms_apps.outbox.registry import logged_kinds

ENDED = (
    Delivery.DELIVERED, Delivery.GATHERED, Delivery.POSTED, Delivery.DROPPED, Delivery.DEAD, Delivery.BOUNCED,
)  # fmt: skip
ON_RECORD = (Delivery.DELIVERED, Delivery.GATHERED, Delivery.POSTED, Delivery.BOUNCED)


def forget_addresses(*, before: datetime) -> int:
    """Forget addresses of what ended before; returns how many rows were deleted.

    What went out about somebody stays without its address, until its subject is deleted; given-up rows go.
    """
    ended = OutboxRow.objects.filter(status__in=ENDED, due_at__lt=before)
    on_record = ended.filter(kind__in=logged_kinds(), status__in=ON_RECORD).exclude(subject_key="")
    on_record.exclude(recipient="").update(recipient="", replayed_by="")
    gone = list(ended.exclude(pk__in=on_record.values("pk")).values_list("pk", flat=True))
    deleted, _by_model = OutboxRow.objects.filter(pk__in=gone).delete()
    forget_copies(gone)
    return deleted
