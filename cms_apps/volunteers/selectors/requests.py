"""Reads about requests for accompaniment, and whose eyes may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils import timezone

from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Person, organisations_of
from cms_apps.volunteers.models import AccompanimentRequest

PAGE_SIZE = 25
MOST_COUNTED = 1000


@dataclass(frozen=True)
class RequestPage:
    """One page of the list; `next_after` is the number of its last row, empty at the end."""

    rows: list[AccompanimentRequest]
    next_after: str
    is_first: bool


def requests_visible_to(user: Person) -> QuerySet[AccompanimentRequest]:
    """The requests to the organisations for which this person works."""
    return AccompanimentRequest.objects.filter(organisation__in=organisations_of(user))


def request_page(organisations: Collection[HostOrganisation], *, closed: bool, after: str) -> RequestPage:
    """The open ones, the most urgent first, or the closed ones, the last first. Two queries at most.

    `after` is the number of the last row of the page before; one that is not there shows the first page.
    """
    theirs = AccompanimentRequest.objects.filter(
        organisation__in=[one.pk for one in organisations], closed_at__isnull=not closed
    )
    cursor = _cursor(theirs, closed=closed, after=after)
    order = ("-closed_at", "-pk") if closed else ("promised_on", "pk")
    rows = theirs.filter(cursor or Q()).select_related("organisation")
    found = list(rows.order_by(*order)[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    return RequestPage(found, next_after=found[-1].number if more else "", is_first=cursor is None)


def count_open(organisations: Collection[HostOrganisation]) -> str:
    """How many wait for an answer: "1000+" when there are more. One query."""
    waiting = AccompanimentRequest.objects.filter(
        organisation__in=[one.pk for one in organisations], closed_at=None
    )
    found = len(waiting.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1])
    return f"{MOST_COUNTED}+" if found > MOST_COUNTED else str(found)


def requests_to_remind_of(days: int) -> QuerySet[AccompanimentRequest]:
    """What waits, falls due within so many days, and was not reminded of."""
    until = timezone.localdate() + timedelta(days=days)
    return AccompanimentRequest.objects.filter(closed_at=None, reminded_at=None, promised_on__lte=until)


def requests_of_missed_days() -> QuerySet[AccompanimentRequest]:
    """What waits although its day has passed, of people who have not been told so."""
    today = timezone.localdate()
    return AccompanimentRequest.objects.filter(closed_at=None, late_told_at=None, promised_on__lt=today)


def request_by_number(number: str) -> AccompanimentRequest | None:
    """The request with this number; whoever asks must hold its link."""
    rows = AccompanimentRequest.objects.select_related("organisation", "offered_to")
    return rows.filter(number=number).first()


def _cursor(
    theirs: QuerySet[AccompanimentRequest], *, closed: bool, after: str
) -> TupleGreaterThan | TupleLessThan | None:
    first = "closed_at" if closed else "promised_on"
    last = theirs.filter(number=after).values_list(first, "pk").first() if after else None
    if last is None:
        return None
    compare = TupleLessThan if closed else TupleGreaterThan
    return compare(Tuple(F(first), F("pk")), last)
