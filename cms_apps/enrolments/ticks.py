"""What the clock does for places: waiting lists, reminders, and the question how it was."""

from cms_apps.enrolments.services import close_lists, expire_offers, fill_free_seats
from cms_apps.enrolments.services.certificate_papers import make_missing_papers
from cms_apps.enrolments.services.feedback import ask_how_it_was
from cms_apps.enrolments.services.registering import close_guest_lists
from cms_apps.enrolments.services.reminding import remind_of_courses

__all__ = [
    "ask_how_it_was",
    "close_guest_lists",
    "close_lists",
    "expire_offers",
    "fill_free_seats",
    "make_missing_papers",
    "remind_of_courses",
]
