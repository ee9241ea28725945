"""Reads across all organisations: numbers, never a person."""

from collections import defaultdict
from datetime import datetime, timedelta
from statistics import median_high

from django.db.models import Min, Q
from django.utils import timezone

from cms_apps.organisations.enums import OrganisationKind
from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.models import Application
from cms_apps.volunteers.models import Volunteer

ANSWERS = ("accepted", "declined", "query", "talk", "shortlisted", "forward_asked")
# By name: the states of a volunteer grow, these two stay.
TAKING_PART = ("preparing", "active")
YEAR = timedelta(days=365)


def answer_times(now: datetime) -> dict[int, list[int]]:
    """The answers of the last twelve months: days from arrival to the first answer, by organisation.

    An application arrives when it is confirmed (and a parent agreed); reading it is no answer. Whole days by the
    calendar here, as the person counts them.
    """
    arrived = Min("history__at", filter=Q(history__target=State.RECEIVED))
    answered = Min("history__at", filter=Q(history__target__in=ANSWERS))
    rows = Application.objects.annotate(arrived=arrived, answered=answered)
    rows = rows.filter(arrived__isnull=False, answered__gte=now - YEAR).order_by()
    times: dict[int, list[int]] = defaultdict(list)
    for organisation, begin, end in rows.values_list("organisation", "arrived", "answered").iterator():
        times[organisation].append((timezone.localdate(end) - timezone.localdate(begin)).days)
    return dict(times)


def typical(days: list[int]) -> int:
    """Within how many days half of the answers came; with two in the middle the longer, so as not to flatter."""
    return median_high(days)


def volunteers_taking_part() -> int:
    """How many are active or prepare themselves."""
    return Volunteer.objects.filter(state__in=TAKING_PART).count()


def hosts_taking_part() -> int:
    """How many organisations take applications, the centre aside."""
    today = timezone.localdate()
    hosts = HostOrganisation.objects.exclude(kind=OrganisationKind.CENTRE)
    return sum(host.takes_applications_on(today) for host in hosts)
