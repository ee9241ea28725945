"""Writing down what was measured, where pages and the sign-up read it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from cms_apps.organisations.models import HostOrganisation
from cms_apps.parameters import figures
from cms_apps.reports.selectors.measures import (
    answer_times,
    hosts_taking_part,
    typical,
    volunteers_taking_part,
)


@transaction.atomic
def measure() -> None:
    """Measure how fast each organisation answers, and the public figures of the start page."""
    now = timezone.now()
    times, today = answer_times(now), timezone.localdate(now)
    _write_answer_days(times, today)
    figures.publish(
        {
            figures.VOLUNTEERS: _shown(volunteers_taking_part()),
            figures.HOSTS: _shown(hosts_taking_part()),
            figures.ANSWER_DAYS: _typical([day for days in times.values() for day in days]),
        },
        on=today,
    )


def _write_answer_days(times: Mapping[int, list[int]], today: date) -> None:
    hosts = list(HostOrganisation.objects.only("pk"))
    for host in hosts:
        days = times.get(host.pk, [])
        host.answer_days, host.answers_counted = _typical(days), len(days)
        host.answer_days_measured_on = today
    fields = ["answer_days", "answers_counted", "answer_days_measured_on"]
    HostOrganisation.objects.bulk_update(hosts, fields, batch_size=200)


def _typical(days: list[int]) -> int | None:
    return typical(days) if len(days) >= figures.LEAST else None


def _shown(count: int) -> int | None:
    return count if count >= figures.LEAST else None
