"""Letters that wait to be printed."""

from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.outbox.services import posted
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.policies import is_coordinator
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted


def letter_printed(application: Application, row: OutboxRow, *, actor: Actor) -> bool:
    """Note that a letter to this person was printed; False the second time. Raises NotPermitted."""
    if not is_coordinator(application, actor):
        raise NotPermitted
    return posted(row)


def drop_outdated_letters() -> int:
    """Take away the letters whose words are no longer true, as the worker drops such mails; returns how many."""
    waiting = OutboxRow.objects.filter(status=Delivery.LETTER)
    outdated = [row.pk for row in waiting.iterator() if not handler_of(row.kind).still_true(row)]
    return waiting.filter(pk__in=outdated).update(status=Delivery.DROPPED)
