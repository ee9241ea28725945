"""Letters that wait to be printed."""

from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.registry import handler_of


def drop_outdated_letters() -> int:
    """Take away the letters whose words are no longer true, as the worker drops such mails; returns how many."""
    waiting = OutboxRow.objects.filter(status=Delivery.LETTER)
    outdated = [row.pk for row in waiting.iterator() if not handler_of(row.kind).still_true(row)]
    return waiting.filter(pk__in=outdated).update(status=Delivery.DROPPED)
