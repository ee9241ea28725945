"""The ledger (Abrechnung): each course of an organisation and year, and what may be granted for it at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from cms_apps.courses.enums import OVER_STATES, RunState
from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments.enums import CAME_STATES
from cms_apps.enrolments.models import Attendance, Enrolment
from cms_apps.organisations.models import HostOrganisation
from cms_apps.reports.selectors.grants import Grant, Size, grant_on, proof_due_on

HELD_STATES = frozenset({RunState.RUNNING, *OVER_STATES})


@dataclass(frozen=True)
class LedgerLine:
    """One run in figures: `planned` UE of all its dates, `held` of those that are over.

    `participants` came at least once, `attended` are their UE together; what guests made up at its dates is theirs elsewhere.
    """

    run: CourseRun
    begins: datetime
    ends: datetime
    planned: int
    held: int
    participants: int
    attended: int
    grant: Grant

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off, and nothing is granted."""
        return self.run.state == RunState.CANCELLED

    @property
    def is_fundable(self) -> bool:
        """Whether its kind is granted for and it was not called off."""
        return self.run.kind.is_funded and not self.is_cancelled

    @property
    def has_begun(self) -> bool:
        """Whether there is anything to count."""
        return self.held > 0

    @property
    def is_under_way(self) -> bool:
        """Whether its figures will still grow."""
        return self.has_begun and not self.run.is_over

    @property
    def most_cents(self) -> int:
        """The highest grant for what was held until now: participants × UE × rate."""
        return self.participants * self.held * self.grant.unit_cents if self.is_fundable else 0

    @property
    def warning(self) -> str:
        """What to say about its size."""
        return self.grant.warning(self.planned) if self.is_fundable else ""

    @property
    def is_odd(self) -> bool:
        """Whether its size is not the one that is granted for."""
        return self.is_fundable and self.grant.size(self.planned) != Size.FITS

    @cached_property
    def due_on(self) -> date | None:
        """Until when its proof of use has to be there; None where none is owed."""
        owes = self.is_fundable and self.run.is_over and self.run.taken > 0
        return proof_due_on(self.ends) if owes else None

    @property
    def is_late(self) -> bool:
        """Whether that day has passed and nobody has noted that it was accounted for."""
        waits = self.due_on is not None and self.run.state == RunState.FINISHED
        return waits and self.due_on < timezone.localdate()  # type: ignore[operator]


@dataclass(frozen=True)
class Ledger:
    """The runs of one organisation that began in a year, the earliest first; `years` are all with a run."""

    organisation: HostOrganisation
    year: int
    years: range
    lines: Sequence[LedgerLine]

    @property
    def fundable(self) -> list[LedgerLine]:
        """Those of which the totals are made."""
        return [one for one in self.lines if one.is_fundable]

    @property
    def participants(self) -> int:
        """Participants of all courses; who was in two counts twice, as in the grant."""
        return sum(one.participants for one in self.fundable)

    @property
    def held(self) -> int:
        """UE that were held."""
        return sum(one.held for one in self.fundable)

    @property
    def attended(self) -> int:
        """UE that were attended."""
        return sum(one.attended for one in self.fundable)

    @property
    def most_cents(self) -> int:
        """The highest grants together."""
        return sum(one.most_cents for one in self.fundable)

    @property
    def odd_cents(self) -> int:
        """How much of them belongs to courses of another size than is granted for."""
        return sum(one.most_cents for one in self.fundable if one.is_odd)


def ledger_of(organisation: HostOrganisation, year: int) -> Ledger:
    """The ledger of a year. Three queries, however many runs and people there are."""
    runs = _runs().filter(organisation=organisation)
    edges = runs.aggregate(first=Min("begins"), last=Max("begins"))
    begin, end = (_midnight(date(one, 1, 1)) for one in (year, year + 1))
    of_year = runs.filter(begins__gte=begin, begins__lt=end)
    return Ledger(organisation, year, _years(edges["first"], edges["last"], year), lines_of(of_year))


def lines_of(runs: QuerySet[CourseRun]) -> list[LedgerLine]:
    """Runs of `_runs` in figures. Two queries."""
    found = list(runs.order_by("begins", "pk"))
    counted = _counted([one.pk for one in found])
    return [_line(one, *counted.get(one.pk, (0, 0))) for one in found]


def line_of(run_id: int) -> LedgerLine | None:
    """One run in figures; None for an event, and for a run without any date. Two queries."""
    return next(iter(lines_of(_runs().filter(pk=run_id, begins__isnull=False))), None)


def count_of_gaps(run_id: int) -> int:
    """At how many dates until today it is not noted of everybody with a place whether they were there. One query."""
    there = Q(attendances__enrolment__run=F("run"), attendances__enrolment__state__in=CAME_STATES)
    people = Enrolment.objects.filter(run=OuterRef("run"), state__in=CAME_STATES).order_by()
    number = people.values("run").annotate(number=Count("pk")).values("number")
    held = CourseDate.objects.filter(run=run_id, starts_at__lt=_tomorrow())
    return held.annotate(noted=Count("attendances", filter=there)).filter(noted__lt=Subquery(number)).count()


def _runs() -> QuerySet[CourseRun]:
    """Courses (events are none) with their days and UE."""
    until_now = Q(dates__ends_at__lte=timezone.now())
    rows = CourseRun.objects.filter(kind__for_everybody=False).select_related("kind", "organisation")
    return rows.annotate(
        begins=Min("dates__starts_at"),
        ends=Max("dates__ends_at"),
        planned=Coalesce(Sum("dates__teaching_units"), 0),
        held=Coalesce(Sum("dates__teaching_units", filter=until_now), 0),
    )


def _counted(runs: Sequence[int]) -> dict[int, tuple[int, int]]:
    """By run: how many of its own people came, and their UE."""
    rows = Attendance.objects.filter(date__run__in=runs, enrolment__run=F("date__run"), units__gt=0)
    counted = (
        rows.order_by()
        .values_list("date__run")
        .annotate(people=Count("enrolment__volunteer", distinct=True), attended=Sum("units"))
    )
    return {run: (people, attended) for run, people, attended in counted}


def _line(run: CourseRun, participants: int, attended: int) -> LedgerLine:
    begins, ends, planned, passed = (getattr(run, name) for name in ("begins", "ends", "planned", "held"))
    # A plan whose days went by is no course: somebody came, or the clock has seen it begin.
    held = passed if participants or run.state in HELD_STATES else 0
    grant = grant_on(timezone.localdate(begins))
    return LedgerLine(run, begins, ends, planned, held, participants, attended, grant)


def _years(first: datetime | None, last: datetime | None, year: int) -> range:
    begin, end = (timezone.localtime(one).year if one else year for one in (first, last))
    return range(min(begin, year), max(end, year) + 1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _tomorrow() -> datetime:
    return _midnight(timezone.localdate() + timedelta(days=1))
