"""Gathering what was held for a member into one mail."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from cms_apps.organisations.models import Membership
from cms_apps.organisations.selectors import wants_digests
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.volunteering.mails.digest import queue_digest


@transaction.atomic
def send_digests() -> int:
    """Queue one mail for each member whose digest is due; returns how many. Each piece of news is in one digest only.

    What is not true any more is left out; where nothing is left there is no mail.
    """
    due = OutboxRow.objects.filter(status=Delivery.HELD, due_at__lte=timezone.now())
    by_member: dict[int, list[OutboxRow]] = defaultdict(list)
    for row in due.select_for_update(skip_locked=True):
        by_member[row.payload["membership"]].append(row)
    return sum(_gather(member, rows) for member, rows in by_member.items())


def _gather(member: int, rows: list[OutboxRow]) -> bool:
    true = [row for row in rows if handler_of(row.kind).still_true(row)] if wants_digests(member) else []
    gathered = {row.pk for row in true}
    end = {"claimed_until": None, "delivered_at": timezone.now()}
    OutboxRow.objects.filter(pk__in=gathered).update(status=Delivery.GATHERED, **end)
    stale = [row.pk for row in rows if row.pk not in gathered]
    OutboxRow.objects.filter(pk__in=stale).update(status=Delivery.DROPPED, recipient="", **end)
    if true:
        news: dict[str, list[int]] = defaultdict(list)
        for row in true:
            news[row.kind].append(row.payload["application"])
        queue_digest(Membership.objects.select_related("user").get(pk=member), dict(news))
    return bool(true)
