"""What people are told about their own application."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from cms_apps.courses.selectors import Offer, offers_near
from cms_apps.parameters.selectors import number
from cms_apps.places.selectors import postal_code_in
from cms_apps.volunteering.enums import ApplicationState
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors.applications import confirmed_applications_of_address

MOST = 50
KEPT_FOR = {
    ApplicationState.UNCONFIRMED: "confirm.days",
    ApplicationState.PARENT_ASKED: "parent.days",
    ApplicationState.WITHDRAWN: "withdrawn.days",
    ApplicationState.DECLINED: "declined.days",
    ApplicationState.RESTING: "resting.days",
    ApplicationState.HANDED_OVER: "handed_over.days",
}
"""The parameter that says how many days an application is kept in a state; in all others it goes with its work."""


def own_applications(address: str) -> list[Application]:
    """The last applications of a mailbox that was proved, newest first; none of no address. One query.

    Several people may share the mailbox. One that became part of another is found through that one.
    """
    if not address:  # applications on paper have none
        return []
    rows = confirmed_applications_of_address(address).exclude(state=ApplicationState.MERGED)
    found = rows.select_related("organisation", "volunteer__organisation")[:MOST]
    return [one for one in found if one.email.lower() == address.lower()]


def deletion_day(application: Application) -> date | None:
    """When all about the person is deleted ("wird gelöscht am"); None while nothing has ended.

    For a resting application the earliest day until its person was told; of funded courses name and course stay longer.
    """
    end = _end_of_keeping(application)
    return None if end is None else timezone.localtime(end).date()


def _end_of_keeping(application: Application) -> datetime | None:
    if application.state in KEPT_FOR:
        end = application.state_since + timedelta(days=number(KEPT_FOR[ApplicationState(application.state)]))
        return max(end, _told(application)) if application.state == ApplicationState.RESTING else end
    volunteer = application.volunteer
    if volunteer is None or volunteer.is_here:
        return None
    return volunteer.state_since + timedelta(days=number("left.days"))


def _told(application: Application) -> datetime:
    return (application.reminded_at or timezone.now()) + timedelta(days=number("resting.notice_days"))


def other_offers(application: Application) -> list[Offer]:
    """Who else takes people near where the person lives, the nearest first; at most three. Three queries."""
    return offers_near(
        application.municipality,
        code=postal_code_in(application.place_typed),
        within=number("offers.kilometres"),
        without=application.organisation_id,
    )
