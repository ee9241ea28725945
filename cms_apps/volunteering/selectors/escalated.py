"""What the centre is told of: applications that wait beyond their promise."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from cms_apps.organisations.selectors import Person, works_at_centre
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.models.application import ApplicationQuerySet
from cms_apps.volunteering.selectors.keyset import cursor_of, key_of
from cms_apps.volunteering.selectors.queue import PAGE_SIZE


@dataclass(frozen=True)
class EscalatedRow:
    """What the centre sees of an application: whom to ask about which number, and since when; nobody's data."""

    number: str
    host: str
    phone: str
    email: str
    promised_on: date
    escalated_at: datetime


@dataclass(frozen=True)
class EscalatedPage:
    """One page of escalated applications; `next_after` is the key of the next page, empty at the end."""

    rows: list[EscalatedRow]
    next_after: str
    is_first: bool


def escalated_page(user: Person, *, after: str) -> EscalatedPage:
    """What waits beyond its promise although the centre was told, the longest first; nothing for anybody else."""
    cursor = cursor_of(after, newest_first=False)
    rows = _escalated_visible_to(user).filter(cursor or Q()).order_by("promised_on", "pk")
    fields = ("pk", "number", "organisation__name", "organisation__phone", "organisation__email",
              "promised_on", "escalated_at")  # fmt: skip
    found = list(rows.values_list(*fields, named=True)[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    return EscalatedPage(
        rows=[EscalatedRow(*one[1:]) for one in found],
        next_after=key_of(found[-1], newest_first=False) if more else "",
        is_first=cursor is None,
    )


def _escalated_visible_to(user: Person) -> ApplicationQuerySet:
    if not works_at_centre(user):
        return Application.objects.none()
    late = Application.objects.waiting().filter(promised_on__lt=timezone.localdate(), clock_stopped_on=None)
    return late.filter(escalated_at__isnull=False)
