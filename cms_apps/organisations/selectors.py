"""Reads about host organisations, and whose eyes may see them."""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Case, IntegerField, Min, Q, QuerySet, Value, When

from cms_apps.organisations.enums import DECIDING_ROLES, OrganisationKind
from cms_apps.organisations.models import HostOrganisation, Membership
from cms_apps.places.models import Municipality

Person = AbstractUser | AnonymousUser


def public_organisations() -> QuerySet[HostOrganisation]:
    """All host organisations with what a public list shows, alphabetically, the centre last."""
    areas = ("served_areas__district", "served_areas__municipality")
    centre_last = Case(When(kind=OrganisationKind.CENTRE, then=1), default=0, output_field=IntegerField())
    return HostOrganisation.objects.prefetch_related(*areas).order_by(centre_last, "sort_key")


def centre() -> HostOrganisation | None:
    """The centre (Servicestelle), if it is set up."""
    return HostOrganisation.objects.filter(kind=OrganisationKind.CENTRE).first()


def organisations_offered(municipality: Municipality | None) -> list[HostOrganisation]:
    """Who takes an application from here: the municipality's own first, then the district's, else the centre.

    `None` stands for a place that nobody knows.
    """
    serving = _serving(municipality) if municipality else []
    if serving:
        return serving
    fallback = centre()
    return [fallback] if fallback else []


def _serving(municipality: Municipality) -> list[HostOrganisation]:
    here = Q(served_areas__municipality=municipality)
    around = Q(served_areas__district=municipality.district_id)
    nearness = Min(
        Case(When(here, then=Value(0)), default=Value(1), output_field=IntegerField()), filter=here | around
    )
    rows = HostOrganisation.objects.filter(here | around, accepts_applications=True)
    return list(
        rows.annotate(nearness=nearness, rank=Min("served_areas__rank", filter=here | around)).order_by(
            "nearness", "rank", "sort_key"
        )
    )


def organisations_of(user: Person) -> QuerySet[HostOrganisation]:
    """The organisations for which an active person works."""
    if not user.is_authenticated or not user.is_active:
        return HostOrganisation.objects.none()
    return HostOrganisation.objects.filter(memberships__user=user.pk, memberships__active=True)


def may_decide(user: Person | None, organisation_id: int) -> bool:
    """Whether this person's role at the organisation is one that decides."""
    return _memberships(user).filter(organisation=organisation_id, role__in=DECIDING_ROLES).exists()


def notified_addresses(organisation: HostOrganisation) -> list[str]:
    """Where news for the team go: the deciding members' addresses, else the organisation's own."""
    members = Membership.objects.filter(
        organisation=organisation, active=True, role__in=DECIDING_ROLES, user__is_active=True
    )
    return list(members.values_list("user__email", flat=True).order_by("pk")) or [organisation.email]


def _memberships(user: Person | None) -> QuerySet[Membership]:
    if user is None or not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    return Membership.objects.filter(user=user.pk, active=True)
