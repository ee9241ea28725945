"""Reads about volunteers, and about requests for accompaniment (`selectors.requests`)."""

from cms_apps.volunteers.selectors.people import (
    PAGE_SIZE,
    VolunteerPage,
    VolunteerRow,
    ever_of_address,
    is_certificate_due,
    is_known_volunteer,
    volunteer_page,
    volunteers_of_address,
    volunteers_visible_to,
)

__all__ = [
    "PAGE_SIZE",
    "VolunteerPage",
    "VolunteerRow",
    "ever_of_address",
    "is_certificate_due",
    "is_known_volunteer",
    "volunteer_page",
    "volunteers_of_address",
    "volunteers_visible_to",
]
