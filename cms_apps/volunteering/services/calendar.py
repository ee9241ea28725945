"""The secret address of the own calendar: made by the person, made anew by them, shut by them."""

from django.db import transaction

from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.volunteering.mails import CALENDAR_LINK
from cms_apps.volunteering.models import Application


def make_calendar_link(application: Application) -> Link:
    """Return the link of the own calendar; pressed twice it is the same one."""
    return links.issue(CALENDAR_LINK, str(application.key))


@transaction.atomic
def renew_calendar_link(application: Application) -> Link:
    """Return a new link; whoever had the old one sees nothing any more."""
    shut_calendar_link(application)
    return make_calendar_link(application)


def shut_calendar_link(application: Application) -> None:
    """Shut the calendar for whoever has its address."""
    links.revoke(CALENDAR_LINK, str(application.key))


def calendar_token(application: Application) -> str:
    """The secret part of the address while it is open, else nothing."""
    link = Link.objects.filter(purpose=CALENDAR_LINK, object_key=str(application.key), used_at=None).first()
    return links.token(link) if link else ""
