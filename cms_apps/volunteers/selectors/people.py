"""Reads about volunteers, and whose eyes may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.utils import timezone

from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Person, organisations_of
from cms_apps.parameters.selectors import number
from cms_apps.volunteers.enums import HERE_STATES, STATE_TONE, VolunteerState
from cms_apps.volunteers.models import Volunteer

PAGE_SIZE = 25
MOST = 50  # of one mailbox
DAYS_OF_A_YEAR = 365.25


@dataclass(frozen=True)
class VolunteerRow:
    """One line of the list."""

    pk: int
    name: str
    organisation: str
    state: str
    tone: str
    since: datetime
    until: date | None


@dataclass(frozen=True)
class VolunteerPage:
    """One page of the list; `next_after` is the key of the next page, empty at the end."""

    rows: list[VolunteerRow]
    next_after: str
    is_first: bool


def volunteers_visible_to(user: Person) -> QuerySet[Volunteer]:
    """The volunteers of the organisations for which this person works."""
    return Volunteer.objects.filter(organisation__in=organisations_of(user))


def volunteers_of_address(email: str) -> list[Volunteer]:
    """Who takes part, at any organisation, with this very address; several people may share a mailbox. One query."""
    if not email:
        return []
    found = Volunteer.objects.filter(email__iexact=email, state__in=HERE_STATES).select_related(
        "organisation"
    )
    return [one for one in found.order_by("-pk")[:MOST] if one.email.lower() == email.lower()]


def ever_of_address(email: str) -> list[Volunteer]:
    """As `volunteers_of_address`, with those who have left by now; the earliest first. One query."""
    if not email:
        return []
    found = Volunteer.objects.filter(email__iexact=email).select_related("organisation").order_by("pk")
    return [one for one in found[:MOST] if one.email.lower() == email.lower()]


def is_known_volunteer(email: str) -> bool:
    """Whether somebody with this very address takes part."""
    return bool(volunteers_of_address(email))


def volunteer_page(organisations: Collection[HostOrganisation], *, state: str, after: str) -> VolunteerPage:
    """Those in one state, or without one all who take part; alphabetically. Two queries at most.

    `organisations` are those that the person was found to work for; `after` is the last row of the page before, by its
    number, since a name has no business in an address. One that is not there shows the first page.
    """
    theirs = Volunteer.objects.filter(organisation__in=[one.pk for one in organisations])
    cursor = _cursor(theirs, after)
    states = [state] if state in VolunteerState.values else sorted(HERE_STATES)
    rows = theirs.filter(cursor or Q(), state__in=states)
    fields = (
        "pk",
        "first_name",
        "last_name",
        "organisation_id",
        "state",
        "state_since",
        "paused_until",
        "sort_key",
    )
    found = list(rows.order_by("sort_key", "pk").values_list(*fields, named=True)[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    names = {one.pk: one.name for one in organisations}
    return VolunteerPage(
        rows=[_row(one, names) for one in found],
        next_after=str(found[-1].pk) if more else "",
        is_first=cursor is None,
    )


def _cursor(theirs: QuerySet[Volunteer], after: str) -> TupleGreaterThan | None:
    if not (after.isascii() and after.isdigit() and len(after) < 19):  # noqa: PLR2004 -- fits a bigint
        return None
    last = theirs.filter(pk=int(after)).values_list("sort_key", "pk").first()
    return TupleGreaterThan(Tuple(F("sort_key"), F("pk")), last) if last else None


def _row(found: Any, names: dict[int, str]) -> VolunteerRow:
    state = VolunteerState(found.state)
    return VolunteerRow(
        pk=found.pk,
        name=f"{found.last_name}, {found.first_name}",
        organisation=names[found.organisation_id],
        state=str(state.label),
        tone=STATE_TONE[state],
        since=found.state_since,
        until=found.paused_until if state == VolunteerState.PAUSED else None,
    )


def is_certificate_due(dated_on: date) -> bool:
    """Whether a certificate of that day has to be shown again (`certificate.years`)."""
    return dated_on <= timezone.localdate() - timedelta(days=number("certificate.years") * DAYS_OF_A_YEAR)
