"""The verbs of places, and those of a run that reach the people in it."""

from cms_apps.enrolments.services.admission import admit, decline, enrol
from cms_apps.enrolments.services.attendance import complete_run, note_attendance, reopen
from cms_apps.enrolments.services.needs import forget_needs, state_needs
from cms_apps.enrolments.services.places import (
    close_lists,
    expire_offers,
    give_up_place,
    leave_list,
    refuse_offer,
    take_offer,
    take_place,
    volunteer_leaves,
)
from cms_apps.enrolments.services.runs import cancel_run, change_run, confirm_run, set_capacity, set_quotas
from cms_apps.enrolments.services.seats import fill_free_seats

__all__ = [
    "admit",
    "cancel_run",
    "change_run",
    "close_lists",
    "complete_run",
    "confirm_run",
    "decline",
    "enrol",
    "expire_offers",
    "fill_free_seats",
    "forget_needs",
    "give_up_place",
    "leave_list",
    "note_attendance",
    "refuse_offer",
    "reopen",
    "set_capacity",
    "set_quotas",
    "state_needs",
    "take_offer",
    "take_place",
    "volunteer_leaves",
]
