"""Housekeeping of the queue."""

from datetime import timedelta

from django.utils import timezone

from cms_apps.outbox.models import Delivery, OutboxRow

KEPT = timedelta(days=90)


def delete_delivered() -> int:
    """Delete rows that ended more than 90 days ago, given-up ones too; returns how many."""
    ended = OutboxRow.objects.exclude(status=Delivery.WAITING)
    deleted, _by_model = ended.filter(due_at__lt=timezone.now() - KEPT).delete()
    return deleted
