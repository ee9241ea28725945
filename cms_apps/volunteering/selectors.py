"""Reads about applications, and whose eyes may see them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils import timezone

from cms_apps.courses.selectors import Offer, offers_near
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Person, organisations_of, works_at_centre
from cms_apps.outbox.selectors import lost_subjects
from cms_apps.parameters.languages import language_name
from cms_apps.parameters.selectors import number
from cms_apps.places.selectors import postal_code_in
from cms_apps.volunteering.enums import (
    DECIDED_STATES,
    DESK_STATES,
    KEPT_STATES,
    STATE_TONE,
    ApplicationState,
)
from cms_apps.volunteering.models import Application, ApplicationLanguage, Draft, ForwardProposal
from cms_apps.volunteering.models.application import ApplicationQuerySet

COUNT_CAP = 1000
PAGE_SIZE = 25
READ_FOR_QUEUE = (
    "pk", "number", "first_name", "last_name", "municipality__name", "place_typed", "organisation_id",
    "state", "state_since", "promised_on", "clock_stopped_on", "key",
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


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue; `next_after` is the key of the next page, empty at the end."""

    rows: list[QueueRow]
    next_after: str
    is_first: bool


def applications_visible_to(user: Person) -> ApplicationQuerySet:
    """The applications that reached the organisations for which this person works."""
    rows = Application.objects.arrived().filter(state__in=DESK_STATES)
    return rows.filter(organisation__in=organisations_of(user))


def _applications_at(organisations: Iterable[HostOrganisation]) -> ApplicationQuerySet:
    """The applications of the organisations that a person was found to work for; the caller says in which states.

    As values, not as a subquery: so the database walks `desk_queue` in its order instead of sorting everything.
    """
    return Application.objects.filter(organisation__in=[organisation.pk for organisation in organisations])


def applications_of_address(email: str) -> ApplicationQuerySet:
    """The applications of one mailbox, newest first; several people may share it."""
    return Application.objects.filter(email__iexact=email).order_by("-pk")


def open_drafts_of_address(email: str) -> QuerySet[Draft]:
    """The drafts of one mailbox that are not sent yet, last changed first; several people may share it."""
    return Draft.objects.filter(email__iexact=email, submitted_at=None).order_by("-changed_at")


def desk_counts(organisations: Iterable[HostOrganisation]) -> dict[str, str]:
    """How many wait, are new, in review and overdue; counting stops at 1000 ("1000+") so that it stays cheap."""
    waiting = _applications_at(organisations).waiting().order_by("promised_on")[: COUNT_CAP + 1]
    found = waiting.aggregate(
        open=Count("pk"),
        new=Count("pk", filter=Q(state=ApplicationState.RECEIVED)),
        review=Count("pk", filter=Q(state=ApplicationState.IN_REVIEW)),
        overdue=Count("pk", filter=Q(promised_on__lt=timezone.localdate(), clock_stopped_on=None)),
    )
    capped = found["open"] > COUNT_CAP
    # The overdue ones come first, so their number is true even when counting stopped.
    exact = {"overdue"} if found["overdue"] <= COUNT_CAP else set()
    return {
        name: f"{min(count, COUNT_CAP)}+" if capped and name not in exact else str(count)
        for name, count in found.items()
    }


def waiting_for_letter(organisations: Iterable[HostOrganisation], number: str) -> Application | None:
    """The application of these organisations that waits for the parents' word, by its number."""
    theirs = _applications_at(organisations).select_related("organisation")
    return theirs.filter(number=number, state=ApplicationState.PARENT_ASKED).first()


def application_by_number(number: str) -> Application | None:
    """A confirmed application by its number, with what its status page shows; the caller checks the link."""
    rows = Application.objects.select_related("organisation", "municipality", "volunteer", "wished_run")
    return rows.exclude(state=ApplicationState.UNCONFIRMED).filter(number=number).first()


def deletion_day(application: Application) -> date:
    """When a resting application is deleted, once its person was told; before that, the earliest day."""
    end = application.state_since + timedelta(days=number("resting.days"))
    told = application.reminded_at or timezone.now()
    return timezone.localtime(max(end, told + timedelta(days=number("resting.notice_days")))).date()


def proposal_of(application: Application) -> ForwardProposal | None:
    """The newest proposal to pass an application on, open or ended, with its target."""
    return application.proposals.select_related("target").last()


def other_offers(application: Application) -> list[Offer]:
    """Who else takes people near where the person lives, the nearest first; at most three. Three queries."""
    return offers_near(
        application.municipality,
        code=postal_code_in(application.place_typed),
        within=number("offers.kilometres"),
        without=application.organisation_id,
    )


def queue_page(
    organisations: Collection[HostOrganisation], *, decided: bool, after: str, kept: bool = False
) -> QueuePage:
    """Waiting ones by promised date (so overdue and oldest first); or decided, or `kept` ones, newest first.

    `after` is the key of the last row of the page before; a mutilated key shows the first page.
    """
    theirs = _applications_at(organisations)
    decided = decided or kept
    if kept:
        rows = theirs.filter(state__in=sorted(KEPT_STATES)).order_by("-state_since", "-pk")
    elif decided:
        rows = theirs.arrived().filter(state__in=sorted(DECIDED_STATES)).order_by("-state_since", "-pk")
    else:
        rows = theirs.waiting().order_by("promised_on", "pk")
    cursor = _cursor(after, decided=decided)
    rows = rows.filter(cursor) if cursor else rows
    found = list(rows.values_list(*READ_FOR_QUEUE, named=True)[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    return QueuePage(
        rows=_queue_rows(found, {one.pk: one.name for one in organisations}, decided=decided),
        next_after=_key(found[-1], decided=decided) if more else "",
        is_first=cursor is None,
    )


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
    cursor = _cursor(after, decided=False)
    rows = _escalated_visible_to(user).filter(cursor or Q()).order_by("promised_on", "pk")
    fields = ("pk", "number", "organisation__name", "organisation__phone", "organisation__email",
              "promised_on", "escalated_at")  # fmt: skip
    found = list(rows.values_list(*fields, named=True)[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    return EscalatedPage(
        rows=[EscalatedRow(*one[1:]) for one in found],
        next_after=_key(found[-1], decided=False) if more else "",
        is_first=cursor is None,
    )


def _escalated_visible_to(user: Person) -> ApplicationQuerySet:
    if not works_at_centre(user):
        return Application.objects.none()
    late = Application.objects.waiting().filter(promised_on__lt=timezone.localdate(), clock_stopped_on=None)
    return late.filter(escalated_at__isnull=False)


def _queue_rows(found: list[Any], organisations: dict[int, str], *, decided: bool) -> list[QueueRow]:
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
            day=one.state_since if decided else one.promised_on,
            late=not decided
            and one.clock_stopped_on is None
            and one.promised_on is not None
            and one.promised_on < today,
            mail_lost=f"application:{one.key}" in lost,
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


def _key(row: Any, *, decided: bool) -> str:
    at = row.state_since if decided else row.promised_on
    return f"{at.isoformat() if at else ''}~{row.pk}"


def _cursor(after: str, *, decided: bool) -> TupleLessThan | TupleGreaterThan | None:
    """The condition for rows behind a key, compared as pairs: so the index leads to the very row."""
    at, tilde, pk = after.partition("~")
    if not (tilde and pk.isascii() and pk.isdigit() and len(pk) < 19):  # noqa: PLR2004 -- fits a bigint
        return None
    try:
        if decided:
            moment = datetime.fromisoformat(at)
            if timezone.is_naive(moment):
                return None
            return TupleLessThan(Tuple(F("state_since"), F("pk")), (moment, int(pk)))
        return TupleGreaterThan(Tuple(F("promised_on"), F("pk")), (date.fromisoformat(at), int(pk)))
    except (ValueError, OverflowError):
        return None
