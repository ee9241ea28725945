"""What people are told about their own application."""

from datetime import date, timedelta

from django.utils import timezone

from cms_apps.courses.selectors import Offer, offers_near
from cms_apps.parameters.selectors import number
from cms_apps.places.selectors import postal_code_in
from cms_apps.volunteering.models import Application


def deletion_day(application: Application) -> date:
    """When a resting application is deleted, once its person was told; before that, the earliest day."""
    end = application.state_since + timedelta(days=number("resting.days"))
    told = application.reminded_at or timezone.now()
    return timezone.localtime(max(end, told + timedelta(days=number("resting.notice_days")))).date()


def other_offers(application: Application) -> list[Offer]:
    """Who else takes people near where the person lives, the nearest first; at most three. Three queries."""
    return offers_near(
        application.municipality,
        code=postal_code_in(application.place_typed),
        within=number("offers.kilometres"),
        without=application.organisation_id,
    )
