"""What the clock does for places: waiting lists, reminders, and the question how it was."""

from cms_apps.enrolments.services import close_lists, expire_offers, offer_free_places
from cms_apps.enrolments.services.feedback import ask_how_it_was
from cms_apps.enrolments.services.registering import seat_waiting_guests
from cms_apps.enrolments.services.reminding import remind_of_courses

__all__ = [
    "ask_how_it_was",
    "close_lists",
    "expire_offers",
    "offer_free_places",
    "remind_of_courses",
    "seat_waiting_guests",
]
