"""What people are reminded of before it is deleted: an unconfirmed application, a draft; each once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms_apps.outbox.models import OutboxRow
from cms_apps.parameters.selectors import number
from cms_apps.volunteering import mails
from cms_apps.volunteering.enums import ApplicationState
from cms_apps.volunteering.models import Application, Draft


def remind_unconfirmed() -> int:
    """Remind of the confirmation after `confirm.remind_hours`, once; returns how many.

    An address that had its mails of this hour is tried again at the next tick.
    """
    begun = timezone.now() - timedelta(hours=number("confirm.remind_hours"))
    waiting = Application.objects.filter(state=ApplicationState.UNCONFIRMED, state_since__lt=begun)
    open_ones = {mails.reminder_key(one): one for one in waiting.exclude(email="")}
    reminded = set(OutboxRow.objects.filter(dedupe_key__in=open_ones).values_list("dedupe_key", flat=True))
    missing = [one for key, one in open_ones.items() if key not in reminded]
    return len([one for one in missing if mails.remind_to_confirm(one)])


@transaction.atomic
def warn_of_drafts() -> int:
    """Warn whose draft was not changed for `draft.warn_days`, where an address is known, once; returns how many."""
    now = timezone.now()
    late = Draft.objects.filter(
        changed_at__lt=now - timedelta(days=number("draft.warn_days")), submitted_at=None, warned_at=None
    ).exclude(email="")
    warned = 0
    for draft in late:
        # Whoever goes on at this moment is not warned.
        still = Draft.objects.filter(
            pk=draft.pk, changed_at=draft.changed_at, warned_at=None, submitted_at=None
        )
        if still.update(warned_at=now):
            mails.warn_of_deletion(draft)
            warned += 1
    return warned
