"""Which applications there are for whose eyes."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cms_apps.accounts.models import User
from cms_apps.organisations.enums import DECIDING_ROLES
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Person, organisations_of
from cms_apps.volunteering.enums import DESK_STATES, ApplicationState
from cms_apps.volunteering.models import Application, Draft
from cms_apps.volunteering.models.application import ApplicationQuerySet


def applications_visible_to(user: Person) -> ApplicationQuerySet:
    """The applications that reached the organisations for which this person works."""
    rows = Application.objects.arrived().filter(state__in=DESK_STATES)
    return rows.filter(organisation__in=organisations_of(user))


def applications_at(organisations: Iterable[HostOrganisation]) -> ApplicationQuerySet:
    """The applications of the organisations that a person was found to work for; the caller says in which states.

    As values, not as a subquery: so the database walks `desk_queue` in its order instead of sorting everything.
    """
    return Application.objects.filter(organisation__in=[organisation.pk for organisation in organisations])


def applications_of_address(email: str) -> ApplicationQuerySet:
    """The applications of one mailbox, newest first; several people may share it."""
    return Application.objects.filter(email__iexact=email).order_by("-pk")


def confirmed_applications_of_address(email: str) -> ApplicationQuerySet:
    """Those of one mailbox that have a status page, newest first; the caller drops look-alikes of the address.

    What nobody confirmed may have been typed by anybody.
    """
    return applications_of_address(email).exclude(state=ApplicationState.UNCONFIRMED)


def is_known_applicant(email: str) -> bool:
    """Whether somebody with this very address has an application with a status page."""
    found = confirmed_applications_of_address(email).values_list("email", flat=True)
    return bool(email) and any(one.lower() == email.lower() for one in found)


def open_drafts_of_address(email: str) -> QuerySet[Draft]:
    """The drafts of one mailbox that are not sent yet, last changed first; several people may share it."""
    return Draft.objects.filter(email__iexact=email, submitted_at=None).order_by("-changed_at")


def waiting_for_letter(organisations: Iterable[HostOrganisation], number: str) -> Application | None:
    """The application of these organisations that waits for the parents' word, by its number."""
    theirs = applications_at(organisations).select_related("organisation")
    return theirs.filter(number=number, state=ApplicationState.PARENT_ASKED).first()


def application_by_number(number: str) -> Application | None:
    """A confirmed application by its number, with what its status page shows; the caller checks the link."""
    rows = Application.objects.select_related(
        "organisation", "municipality", "volunteer__organisation", "wished_run"
    )
    return rows.exclude(state=ApplicationState.UNCONFIRMED).filter(number=number).first()


def deciding_members(organisations: Iterable[int]) -> QuerySet[User]:
    """Who decides at these organisations now, by name."""
    of_them = User.objects.filter(
        is_active=True,
        memberships__organisation__in=organisations,
        memberships__active=True,
        memberships__role__in=DECIDING_ROLES,
    )
    return of_them.distinct().order_by("last_name", "first_name", "pk")
