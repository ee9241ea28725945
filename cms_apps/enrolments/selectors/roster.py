"""Who is in a course or comes to an event, page by page, in the order in which somebody must look at them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, Count, Q, QuerySet, When

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.enums import CAME_STATES, LIVE_STATES, EnrolmentState, NeedKind
from cms_apps.enrolments.models import Enrolment, Need, Registration

PAGE_SIZE, LONGEST_KEY, GUEST = 50, 18, "g"
# Those about whom somebody must decide come first; nobody else in `LIVE_STATES | CAME_STATES` is left.
GROUPS = Case(
    When(state=EnrolmentState.ASKED, then=0),
    When(state__in=CAME_STATES, then=1),
    When(state=EnrolmentState.OFFERED, then=2),
    default=3,
)
GUEST_GROUPS = Case(When(place_since=None, then=1), default=0)


@dataclass(frozen=True)
class Roster:
    """One page of a run: its people, then its guests; `counts` are those of the whole run, by what they are.

    `waiting_before` is how many stand in line before the first who waits on this page.
    """

    people: list[Enrolment]
    guests: list[Registration]
    next_after: str
    is_first: bool
    counts: dict[str, int] = field(default_factory=dict)
    waiting_before: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody at all."""
        return not any(self.counts.values())


def roster_page(run: CourseRun, *, after: str, needs: bool = False) -> Roster:
    """The page after the row `after` ("12", a guest "g12"); with `needs` for eyes that may see them.

    At most seven queries. A row that is not there shows the first page.
    """
    people, last = _people(run.pk, needs=needs), _place(run.pk, after)
    guests_after = _guest(run.pk, after)
    rows: list[Enrolment | Registration] = []
    if guests_after is None:
        rows = list(people.filter(_behind(last) if last else Q())[: PAGE_SIZE + 1])
    if run.kind.for_everybody and len(rows) <= PAGE_SIZE:
        more = _guests(run.pk).filter(_after_guest(guests_after) if guests_after else Q())
        rows += list(more[: PAGE_SIZE + 1 - len(rows)])
    shown = rows[:PAGE_SIZE]
    found = [one for one in shown if isinstance(one, Enrolment)]
    return Roster(
        people=found,
        guests=[one for one in shown if isinstance(one, Registration)],
        next_after=_key(shown[-1]) if len(rows) > PAGE_SIZE else "",
        is_first=last is None and guests_after is None,
        counts=_counts(run),
        waiting_before=_waiting_before(run.pk, found),
    )


def counted_needs(run_id: int) -> list[tuple[str, int]]:
    """What is needed in a run and how often; what nobody needs is left out. One query."""
    rows = Need.objects.filter(enrolment__run=run_id, enrolment__state__in=LIVE_STATES | CAME_STATES)
    found = rows.aggregate(**{kind: Count("pk", filter=Q(**{kind: True})) for kind in NeedKind.values})
    return [(str(kind.label), found[kind.value]) for kind in NeedKind if found[kind.value]]


def _people(run_id: int, *, needs: bool) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.filter(run=run_id, state__in=LIVE_STATES | CAME_STATES).annotate(group=GROUPS)
    related = ("volunteer__organisation", *(["need"] if needs else []))
    return rows.select_related(*related).order_by("group", "-turned_down", "pk")


def _behind(last: tuple[int, int, int]) -> Q:
    group, turned_down, pk = last
    in_group = Q(turned_down__lt=turned_down) | Q(turned_down=turned_down, pk__gt=pk)
    return Q(group__gt=group) | Q(group=group) & in_group


def _after_guest(last: tuple[int, datetime, int]) -> Q:
    group, confirmed_at, pk = last
    in_group = Q(confirmed_at__gt=confirmed_at) | Q(confirmed_at=confirmed_at, pk__gt=pk)
    return Q(group__gt=group) | Q(group=group) & in_group


def _guests(run_id: int) -> QuerySet[Registration]:
    rows = Registration.objects.filter(run=run_id).live().annotate(group=GUEST_GROUPS)
    return rows.order_by("group", "confirmed_at", "pk")


def _place(run_id: int, after: str) -> tuple[int, int, int] | None:
    rows = _people(run_id, needs=False).values_list("group", "turned_down", "pk")  # type: ignore[misc]
    return rows.filter(pk=int(after)).first() if _is_key(after) else None


def _guest(run_id: int, after: str) -> tuple[int, datetime, int] | None:
    key = after.removeprefix(GUEST)
    if key == after or not _is_key(key):
        return None
    rows = _guests(run_id).values_list("group", "confirmed_at", "pk")  # type: ignore[misc]
    return rows.filter(pk=int(key)).first()


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY


def _key(row: Enrolment | Registration) -> str:
    return f"{GUEST}{row.pk}" if isinstance(row, Registration) else str(row.pk)


def _counts(run: CourseRun) -> dict[str, int]:
    rows = Enrolment.objects.filter(run=run.pk, state__in=LIVE_STATES | CAME_STATES)
    found = dict(rows.order_by().values_list("state").annotate(number=Count("pk")))
    counts = {
        "asked": found.get(EnrolmentState.ASKED, 0),
        "enrolled": sum(found.get(state, 0) for state in CAME_STATES),
        "offered": found.get(EnrolmentState.OFFERED, 0),
        "waiting": found.get(EnrolmentState.WAITING, 0),
    }
    if not run.kind.for_everybody:
        return counts
    guests = Registration.objects.filter(run=run.pk).live()
    seated = Count("pk", filter=Q(place_since__isnull=False))
    return {**counts, **guests.aggregate(guests=seated, guests_waiting=Count("pk") - seated)}


def _waiting_before(run_id: int, shown: list[Enrolment]) -> int:
    first = next((one for one in shown if one.is_waiting), None)
    if first is None:
        return 0
    waiting = Enrolment.objects.filter(run=run_id, state=EnrolmentState.WAITING)
    before = Q(turned_down__gt=first.turned_down) | Q(turned_down=first.turned_down, pk__lt=first.pk)
    return waiting.filter(before).count()
