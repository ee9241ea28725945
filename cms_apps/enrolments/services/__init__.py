"""The verbs of places, and those of a run that reach the people in it."""

from cms_apps.enrolments.services.attendance import complete_run, note_attendance
from cms_apps.enrolments.services.places import (
    close_lists,
    expire_offers,
    give_up_place,
    leave_list,
    offer_free_places,
    refuse_offer,
    take_offer,
    take_place,
    volunteer_leaves,
)
from cms_apps.enrolments.services.runs import cancel_run, change_run, confirm_run, set_capacity

__all__ = [
    "cancel_run",
    "change_run",
    "close_lists",
    "complete_run",
    "confirm_run",
    "expire_offers",
    "give_up_place",
    "leave_list",
    "note_attendance",
    "offer_free_places",
    "refuse_offer",
    "set_capacity",
    "take_offer",
    "take_place",
    "volunteer_leaves",
]
