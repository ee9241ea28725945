"""Housekeeping of the queue."""

from datetime import timedelta

from django.utils import timezone

from cms_apps.outbox.models import Delivery, OutboxRow

KEPT = timedelta(days=90)


def delete_delivered() -> int:
    """Delete rows that were delivered or dropped more than 90 days ago; returns how many."""
    done = OutboxRow.objects.filter(status__in=[Delivery.DELIVERED, Delivery.DROPPED])
    deleted, _by_model = done.filter(delivered_at__lt=timezone.now() - KEPT).delete()
    return deleted
