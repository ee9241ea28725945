"""The queue: one page of it, in the order of its shelf."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Person
from cms_apps.outbox.selectors import lost_subjects
from cms_apps.parameters.languages import language_name
from cms_apps.places.selectors import postal_code_in
from cms_apps.volunteering.enums import (
    DECIDED_STATES,
    DESK_STATES,
    KEPT_STATES,
    OPEN_STATES,
    STATE_TONE,
)
from cms_apps.volunteering.models import ApplicationLanguage, PlannedDecision
from cms_apps.volunteering.selectors.applications import applications_at
from cms_apps.volunteering.selectors.keyset import cursor_of, key_of
from cms_apps.volunteering.selectors.wanted import Wanted, narrowed

PAGE_SIZE = 25
READ_FOR_QUEUE = (
    "pk", "number", "first_name", "last_name", "municipality__name", "place_typed", "organisation_id",
    "state", "state_since", "promised_on", "clock_stopped_on", "key", "is_planned",
    "assigned_to_id", "assigned_to__first_name", "assigned_to__last_name", "assigned_to__username",
)  # fmt: skip


@dataclass(frozen=True)
class QueueRow:
    """One line of the queue; plain values, since models with their relations cost twice as much."""

    number: str
    name: str
    place: str
    organisation: str
    languages: str
    state: str
    tone: str
    day: date | datetime | None
    late: bool
    mail_lost: bool
    planned: bool
    assigned: str


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue; `next_after` is the key of the next page, empty at the end."""

    rows: list[QueueRow]
    next_after: str
    is_first: bool


@dataclass(frozen=True)
class Shelf:
    """A part of the queue, and its order: by promised date (so overdue and oldest first), or the newest first."""

    states: tuple[str, ...]
    newest_first: bool = True


SHELVES = {
    "open": Shelf(tuple(sorted(OPEN_STATES)), newest_first=False),
    "decided": Shelf(tuple(sorted(DECIDED_STATES))),
    "kept": Shelf(tuple(sorted(KEPT_STATES))),
    "all": Shelf(tuple(sorted(DESK_STATES))),
}


def queue_page(
    organisations: Collection[HostOrganisation],
    *,
    shelf: str,
    after: str,
    wanted: Wanted = Wanted(),  # noqa: B008 -- frozen
    user: Person | None = None,
) -> QueuePage:
    """One page of a shelf, of what is wanted there.

    `after` is the key of the last row of the page before; a mutilated key shows the first page.
    """
    newest_first = SHELVES[shelf].newest_first
    theirs = applications_at(organisations).filter(state__in=SHELVES[shelf].states)
    theirs = theirs.arrived() if newest_first else theirs
    rows = narrowed(theirs, wanted, user).order_by(
        *(("-state_since", "-pk") if newest_first else ("promised_on", "pk"))
    )
    cursor = cursor_of(after, newest_first=newest_first)
    rows = rows.filter(cursor) if cursor else rows
    planned = Exists(PlannedDecision.objects.filter(application=OuterRef("pk"), done_at=None))
    found = list(rows.annotate(is_planned=planned).values_list(*READ_FOR_QUEUE, named=True)[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    return QueuePage(
        rows=_queue_rows(found, {one.pk: one.name for one in organisations}, newest_first=newest_first),
        next_after=key_of(found[-1], newest_first=newest_first) if more else "",
        is_first=cursor is None,
    )


def _queue_rows(found: list[Any], organisations: dict[int, str], *, newest_first: bool) -> list[QueueRow]:
    languages, today = _languages_of([one.pk for one in found]), timezone.localdate()
    labels = {state.value: str(state.label) for state in DESK_STATES}
    lost = lost_subjects([f"application:{one.key}" for one in found])
    return [
        QueueRow(
            number=one.number,
            name=f"{one.first_name} {one.last_name}",
            place=one.municipality__name or postal_code_in(one.place_typed),
            organisation=organisations[one.organisation_id],
            languages=", ".join(languages[one.pk]),
            state=labels[one.state],
            tone=STATE_TONE[one.state],
            day=one.state_since if newest_first else one.promised_on,
            late=not newest_first
            and one.clock_stopped_on is None
            and one.promised_on is not None
            and one.promised_on < today,
            mail_lost=f"application:{one.key}" in lost,
            planned=one.is_planned,
            assigned=f"{one.assigned_to__first_name} {one.assigned_to__last_name}".strip()
            or one.assigned_to__username
            if one.assigned_to_id
            else "",
        )
        for one in found
    ]


def _languages_of(applications: list[int]) -> dict[int, list[str]]:
    """The names of their languages, in the order in which they were given."""
    names: dict[int, list[str]] = {pk: [] for pk in applications}
    rows = ApplicationLanguage.objects.filter(application__in=applications)
    for pk, code, other_name in rows.values_list("application_id", "code", "other_name"):
        names[pk].append(other_name or language_name(code))
    return names
