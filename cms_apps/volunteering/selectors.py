"""Reads about applications, and whose eyes may see them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Person, organisations_of
from cms_apps.volunteering.enums import DECIDED_STATES, DESK_STATES, ApplicationState
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.models.application import ApplicationQuerySet

COUNT_CAP = 1000
PAGE_SIZE = 25
SHOWN_IN_QUEUE = (
    "number", "first_name", "last_name", "place_typed", "municipality__name", "organisation_id",
    "state", "state_since", "promised_on",
)  # fmt: skip


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue; `next_after` is the key of the next page, empty at the end."""

    applications: list[Application]
    next_after: str
    is_first: bool


def applications_visible_to(user: Person) -> ApplicationQuerySet:
    """The confirmed applications of the organisations for which this person works."""
    return Application.objects.filter(organisation__in=organisations_of(user), state__in=DESK_STATES)


def applications_at(organisations: Iterable[HostOrganisation]) -> ApplicationQuerySet:
    """The confirmed applications of the organisations that a person was found to work for.

    As values, not as a subquery: so the database walks `desk_queue` in its order instead of sorting everything.
    """
    keys = [organisation.pk for organisation in organisations]
    return Application.objects.filter(organisation__in=keys, state__in=DESK_STATES)


def applications_of_address(email: str) -> ApplicationQuerySet:
    """The applications of one mailbox, newest first; several people may share it."""
    return Application.objects.filter(email__iexact=email).order_by("-pk")


def desk_counts(organisations: Iterable[HostOrganisation]) -> dict[str, str]:
    """How many wait, are new, in review and overdue; counting stops at 1000 ("1000+") so that it stays cheap."""
    waiting = applications_at(organisations).waiting().order_by("promised_on")[: COUNT_CAP + 1]
    found = waiting.aggregate(
        open=Count("pk"),
        new=Count("pk", filter=Q(state=ApplicationState.RECEIVED)),
        review=Count("pk", filter=Q(state=ApplicationState.IN_REVIEW)),
        overdue=Count("pk", filter=Q(promised_on__lt=timezone.localdate())),
    )
    capped = found["open"] > COUNT_CAP
    # The overdue ones come first, so their number is true even when counting stopped.
    exact = {"overdue"} if found["overdue"] <= COUNT_CAP else set()
    return {
        name: f"{min(count, COUNT_CAP)}+" if capped and name not in exact else str(count)
        for name, count in found.items()
    }


def application_by_number(number: str) -> Application | None:
    """A confirmed application by its number, with what its status page shows; the caller checks the link."""
    rows = Application.objects.select_related("organisation", "municipality", "volunteer", "wished_run")
    return rows.filter(number=number, state__in=DESK_STATES).first()


def queue_page(organisations: Collection[HostOrganisation], *, decided: bool, after: str) -> QueuePage:
    """Waiting ones by promised date (so overdue and oldest first), or decided ones newest first.

    `after` is the key of the last row of the page before; a mutilated key shows the first page.
    """
    visible = applications_at(organisations).select_related("municipality").only(*SHOWN_IN_QUEUE)
    visible = visible.prefetch_related("languages")
    if decided:
        rows = visible.filter(state__in=sorted(DECIDED_STATES)).order_by("-state_since", "-pk")
    else:
        rows = visible.waiting().order_by("promised_on", "pk")
    cursor = _cursor(after, decided=decided)
    page = list(rows.filter(cursor)[: PAGE_SIZE + 1]) if cursor else list(rows[: PAGE_SIZE + 1])
    more = len(page) > PAGE_SIZE
    page = page[:PAGE_SIZE]
    known = {organisation.pk: organisation for organisation in organisations}
    for application in page:
        application.organisation = known[application.organisation_id]
    return QueuePage(page, _key(page[-1], decided=decided) if more else "", cursor is None)


def _key(application: Application, *, decided: bool) -> str:
    at = application.state_since if decided else application.promised_on
    return f"{at.isoformat() if at else ''}~{application.pk}"


def _cursor(after: str, *, decided: bool) -> Q | None:
    at, tilde, pk = after.partition("~")
    if not (tilde and pk.isascii() and pk.isdigit() and len(pk) < 19):  # noqa: PLR2004 -- fits a bigint
        return None
    try:
        if decided:
            moment = datetime.fromisoformat(at)
            if timezone.is_naive(moment):
                return None
            later = Q(state_since__lt=moment) | Q(state_since=moment, pk__lt=int(pk))
            return Q(state_since__lte=moment) & later
        day = date.fromisoformat(at)
    except (ValueError, OverflowError):
        return None
    # The first condition says the same once more, in a form that an index can begin at.
    return Q(promised_on__gte=day) & (Q(promised_on__gt=day) | Q(promised_on=day, pk__gt=int(pk)))
