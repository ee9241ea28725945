"""Reads about places."""

from django.db.models import Min, QuerySet

from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.models import Enrolment


def places_of(volunteer_id: int | None) -> QuerySet[Enrolment]:
    """Every place that a volunteer has or had, each with its run."""
    return Enrolment.objects.filter(volunteer=volunteer_id, volunteer__isnull=False).select_related(
        "run__organisation"
    )


def live_enrolments(volunteer_id: int | None) -> QuerySet[Enrolment]:
    """The places that a volunteer has now, soonest first, each with its run and `starts_on`."""
    rows = Enrolment.objects.filter(volunteer=volunteer_id, state=EnrolmentState.ENROLLED)
    return (
        rows.select_related("run__organisation")
        .annotate(starts_on=Min("run__dates__starts_at"))
        .order_by("starts_on")
    )
