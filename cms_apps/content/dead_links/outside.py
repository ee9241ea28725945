"""Asking at addresses of others, politely: few at a time, each host once in a minute, each address once in a week."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from cms_apps.content.dead_links.asking import Answer, ask
from cms_apps.content.dead_links.finding import Link
from cms_apps.content.dead_links.judging import has_usual_port, is_outside
from cms_apps.content.models import OutsideAddress, Reason
from cms_apps.content.models.dead_link import LONGEST_ADDRESS

MOST_AT_ONCE = 3
PAUSE = timedelta(minutes=1)  # between two questions to one host
WEEK, DAY = timedelta(days=7), timedelta(days=1)
FORGOTTEN = timedelta(days=30)  # no page has led there for so long
GONE = frozenset({404, 410})
# The server is there and wants a sign-in, or no programs.
ANSWERED = frozenset({401, 402, 403, 405, 406, 407, 429, 451, 999})
FIRST_ERROR = 400


def note_addresses(links: Iterable[Link], now: datetime) -> None:
    """Remember where live pages lead to, as far as it can be asked there."""
    addresses = {link.address for link in links if is_outside(link.address) and has_usual_port(link.address)}
    OutsideAddress.objects.bulk_create(
        [
            OutsideAddress(address=one, host=(urlsplit(one).hostname or "")[:255], seen_at=now)
            for one in sorted(addresses)
            if len(one) <= LONGEST_ADDRESS
        ],
        update_conflicts=True,
        unique_fields=["address"],
        update_fields=["seen_at"],
    )


def ask_outside(asking: Callable[[str], Answer] = ask) -> int:
    """Ask at what is due, if this installation wants that; returns at how many addresses."""
    if not settings.CHECK_OUTSIDE_LINKS:
        return 0
    OutsideAddress.objects.filter(seen_at__lt=timezone.now() - FORGOTTEN).delete()
    due = _due()
    for one in due:
        one.asked_at = timezone.now()
        one.save(update_fields=["asked_at"])  # whatever happens then, it is not asked again at once
        _note(one, asking(one.address))
    return len(due)


def _due() -> list[OutsideAddress]:
    """At most three of as many hosts, none of which was asked within the minute."""
    now = timezone.now()
    just_asked = OutsideAddress.objects.filter(asked_at__gt=now - PAUSE).values("host")
    again = Q(asked_at=None) | Q(asked_at__lte=now - WEEK) | Q(asked_at__lte=now - DAY, failed_days__gt=0)
    due = OutsideAddress.objects.filter(again).exclude(host__in=just_asked)
    hosts: dict[str, OutsideAddress] = {}
    for one in due.order_by(F("asked_at").asc(nulls_first=True), "pk")[: MOST_AT_ONCE * 20]:
        hosts.setdefault(one.host, one)
    return list(hosts.values())[:MOST_AT_ONCE]


def _note(one: OutsideAddress, answer: Answer) -> None:
    """One failed day more, or none any more; `_due` asks a failing address once in a day."""
    one.status = answer.status
    problem = _problem(answer)
    if problem is None:
        one.problem, one.failed_days, one.failing_since = "", 0, None
    else:
        one.problem = problem
        one.failed_days = min(one.failed_days + 1, 99)
        one.failing_since = one.failing_since or one.asked_at
    one.save(update_fields=["status", "problem", "failed_days", "failing_since"])


def _problem(answer: Answer) -> Reason | None:
    if answer.is_inside:
        return Reason.INSIDE
    if answer.is_unchecked:
        return Reason.UNCHECKED
    if answer.status is None:
        return Reason.SILENT
    if answer.status in GONE:
        return Reason.NOT_FOUND
    return None if answer.status < FIRST_ERROR or answer.status in ANSWERED else Reason.SILENT
