"""Reads about course runs."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cms_apps.courses.models import CourseRun
from cms_apps.organisations.enums import OrganisationKind
from cms_apps.organisations.selectors import Near, organisations_near
from cms_apps.places.models import Municipality

MOST_OFFERS = 3


@dataclass(frozen=True)
class Offer:
    """Somebody who takes people near a place, and the next course of their own."""

    near: Near
    run: CourseRun | None


def public_runs() -> QuerySet[CourseRun]:
    """All runs that take people now, full ones too; each knows `starts_on`, its kind and its organisation."""
    return CourseRun.objects.open_for_enrolment().select_related("organisation", "kind").order_by("pk")


def next_public_runs(limit: int) -> QuerySet[CourseRun]:
    """The next runs that take people, full ones too (they have a waiting list), soonest first.

    Each knows `starts_on` and its organisation.
    """
    runs = CourseRun.objects.open_for_enrolment()
    return runs.select_related("organisation", "kind").order_by("starts_on", "pk")[:limit]


def runs_offered_by(organisation_id: int) -> QuerySet[CourseRun]:
    """Runs that an applicant of this organisation may wish for: its own and the centre's for new people, full ones too."""
    own_or_central = Q(organisation=organisation_id) | Q(organisation__kind=OrganisationKind.CENTRE)
    runs = CourseRun.objects.open_for_enrolment().for_new_people().filter(own_or_central)
    return runs.select_related("organisation", "kind").order_by("starts_on", "pk")


def offers_near(municipality: Municipality | None, *, code: str, within: int, without: int) -> list[Offer]:
    """The three nearest who take people now, as `organisations_near`, each with its next course. Three queries."""
    near = organisations_near(municipality, code=code, within=within, without=without)[:MOST_OFFERS]
    runs = next_runs_of([one.organisation.pk for one in near]) if near else {}
    own = {pk: run for pk, run in runs.items() if run.organisation_id == pk}
    return [Offer(one, own.get(one.organisation.pk)) for one in near]


def next_runs_of(organisations: Collection[int]) -> dict[int, CourseRun]:
    """The next run that takes new people, by organisation; the centre's stands in for those without one. One query."""
    theirs = Q(organisation__in=organisations) | Q(organisation__kind=OrganisationKind.CENTRE)
    runs = (
        CourseRun.objects.open_for_enrolment().for_new_people().filter(theirs).select_related("organisation")
    )
    first: dict[int, CourseRun] = {}
    central: CourseRun | None = None
    for run in runs.order_by("starts_on", "pk"):
        first.setdefault(run.organisation_id, run)
        central = central or (run if run.organisation.is_centre else None)
    found = {pk: first.get(pk) or central for pk in organisations}
    return {pk: run for pk, run in found.items() if run}
