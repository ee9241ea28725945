"""What needs the team today: the first few of each, and how many there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.utils import timezone

from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Person
from cms_apps.outbox.selectors import lost_keys
from cms_apps.places.selectors import postal_code_in
from cms_apps.volunteering.enums import WRITABLE_STATES, ApplicationState, TalkOutcome
from cms_apps.volunteering.models import ErasureRequest, FirstTalk, PlannedDecision
from cms_apps.volunteering.selectors.applications import applications_at
from cms_apps.volunteering.selectors.wanted import has_news, is_late

SHOWN = 5
TALK_DAYS = 7
PROBLEM_DAYS = 7
_READ = ("number", "first_name", "last_name", "municipality__name", "place_typed")


@dataclass(frozen=True)
class Line:
    """One application in a list of a few; `at` is what the list is about: a promised day, a talk, the end of a recall."""

    number: str
    name: str
    place: str
    at: date | datetime | None
    about: str = ""


@dataclass(frozen=True)
class Few:
    """The first lines and the number of all; `total` is None where `desk_counts` says it."""

    lines: list[Line]
    total: int | None = None

    @property
    def more(self) -> bool:
        """Whether there are others."""
        return self.total is not None and self.total > len(self.lines)


@dataclass(frozen=True)
class Today:
    """Each list of the start page."""

    overdue: Few
    new: Few
    mine: Few
    news: Few
    talks: Few
    lost: Few
    planned: Few
    failed: Few
    erasures: Few
    letters: int

    @property
    def anything(self) -> bool:
        """Whether there is something to do at all."""
        lists = (
            self.overdue,
            self.new,
            self.mine,
            self.news,
            self.talks,
            self.lost,
            self.planned,
            self.failed,
            self.erasures,
        )
        return bool(self.letters) or any(one.lines for one in lists)


def today(organisations: Collection[HostOrganisation], user: Person) -> Today:
    """What waits at these organisations, for `user` above all; eleven queries, however much there is."""
    theirs = applications_at(organisations)
    waiting = theirs.waiting().order_by("promised_on", "pk")
    arrived = theirs.arrived()
    lost = lost_keys("application:")
    return Today(
        overdue=_first(waiting.filter(is_late()), "promised_on"),
        new=_first(waiting.filter(state=ApplicationState.RECEIVED), "promised_on"),
        mine=_first(waiting.filter(assigned_to=user.pk), "promised_on"),
        news=_counted(
            arrived.filter(has_news(), state__in=WRITABLE_STATES).order_by("state_since", "pk"), "state_since"
        ),
        talks=_talks(organisations),
        lost=_counted(arrived.filter(key__in=lost).order_by("-pk"), "state_since") if lost else Few([], 0),
        planned=_planned(organisations, Q(done_at=None), "due_at"),
        failed=_planned(organisations, ~Q(problem="") & Q(done_at__gt=_days(-PROBLEM_DAYS)), "done_at"),
        erasures=_erasures(organisations),
        letters=theirs.filter(state=ApplicationState.PARENT_ASKED, parent_email="").count(),
    )


def _first(rows: QuerySet[Any], at: str) -> Few:
    return Few([_line(one, at) for one in rows.values(*_READ, at)[:SHOWN]])


def _counted(rows: QuerySet[Any], at: str, prefix: str = "", about: str = "") -> Few:
    fields = [*(f"{prefix}{name}" for name in _READ), at, *([about] if about else [])]
    found = list(rows.annotate(all_of_them=Window(Count("pk"))).values(*fields, "all_of_them")[:SHOWN])
    lines = [_line(one, at, prefix, about) for one in found]
    return Few(lines, found[0]["all_of_them"] if found else 0)


def _line(row: dict[str, Any], at: str, prefix: str = "", about: str = "") -> Line:
    number, first, last, place, typed = (row[f"{prefix}{name}"] for name in _READ)
    where = place or postal_code_in(typed)
    return Line(number, f"{first} {last}", where, row[at], str(row[about]) if about else "")


def _talks(organisations: Collection[HostOrganisation]) -> Few:
    rows = FirstTalk.objects.filter(
        application__organisation__in=[one.pk for one in organisations],
        outcome=TalkOutcome.PLANNED,
        starts_at__lt=_days(TALK_DAYS),
    )
    return _counted(rows.order_by("starts_at", "pk"), "starts_at", "application__", "mode")


def _planned(organisations: Collection[HostOrganisation], which: Q, at: str) -> Few:
    rows = PlannedDecision.objects.filter(
        which, application__organisation__in=[one.pk for one in organisations]
    )
    about = "batch" if at == "due_at" else "problem"
    return _counted(rows.order_by(at, "pk"), at, "application__", about)


def _erasures(organisations: Collection[HostOrganisation]) -> Few:
    hosts = [one.pk for one in organisations]
    rows = ErasureRequest.objects.filter(refused_at=None, application__organisation__in=hosts)
    return _counted(rows.order_by("due_on", "pk"), "due_on", "application__")


def _days(count: int) -> datetime:
    return timezone.now() + timedelta(days=count)
