"""Reads about host organisations, and whose eyes may see them."""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Case, IntegerField, Min, Q, QuerySet, Value, When

from cms_apps.organisations.enums import DECIDING_ROLES, MailboxUse, MailRhythm, OrganisationKind, Role
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


def administered_by(user: Person) -> QuerySet[HostOrganisation]:
    """The organisations whose settings this person may change."""
    return HostOrganisation.objects.filter(
        pk__in=_memberships(user).filter(role=Role.ADMINISTRATOR).values("organisation")
    )


def notified_addresses(organisation: HostOrganisation) -> list[str]:
    """Where each piece of news for the team goes at once: the shared mailbox, the deciding members, or both.

    Who wants a digest is not among them (`digest_members`); without anybody at all it is the organisation's own address.
    """
    shared = [organisation.mailbox] if organisation.mailbox else []
    deciding = list(_deciding_members(organisation).values_list("user__email", "mail_rhythm"))
    at_once = [email for email, rhythm in deciding if rhythm == MailRhythm.EACH]
    if not (shared or deciding):
        return [organisation.email]
    return list(dict.fromkeys([*shared, *at_once]))


def digest_members(organisation: HostOrganisation) -> list[Membership]:
    """The deciding members who want their news gathered."""
    return list(_deciding_members(organisation).exclude(mail_rhythm=MailRhythm.EACH).select_related("user"))


def _deciding_members(organisation: HostOrganisation) -> QuerySet[Membership]:
    """Whose business the team's mails are; nobody's where a shared mailbox takes their place."""
    if organisation.mailbox and organisation.mailbox_use == MailboxUse.INSTEAD:
        return Membership.objects.none()
    return Membership.objects.filter(
        organisation=organisation, active=True, role__in=DECIDING_ROLES, user__is_active=True
    ).order_by("pk")


def _memberships(user: Person | None) -> QuerySet[Membership]:
    if user is None or not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    return Membership.objects.filter(user=user.pk, active=True)
