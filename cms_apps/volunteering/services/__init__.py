"""Verbs of volunteering; each owns its transaction and owes its mails."""

from cms_apps.volunteering.services.assigning import assign
from cms_apps.volunteering.services.decisions import accept, decline, give_back, take_into_review
from cms_apps.volunteering.services.drafts import delete_draft, save_step, start_draft, take_other
from cms_apps.volunteering.services.entering import enter_application
from cms_apps.volunteering.services.keeping import shortlist, still_interested, take_up, wake
from cms_apps.volunteering.services.notes import correct_note, write_note
from cms_apps.volunteering.services.own import (
    give_up_course_place,
    leave_waiting_list,
    refuse_offered_place,
    send_lost_links,
    stop_volunteering,
    take_offered_place,
    withdraw,
)
from cms_apps.volunteering.services.parents import agree_as_parent, record_parents_letter, refuse_as_parent
from cms_apps.volunteering.services.planning import Plan, plan, recall
from cms_apps.volunteering.services.questions import answer, ask, remind, take_back_question
from cms_apps.volunteering.services.resuming import keep_for_later
from cms_apps.volunteering.services.sign_up import confirm, submit_application
from cms_apps.volunteering.services.talks import (
    Appointment,
    arrange_talk,
    cancel_talk,
    move_talk,
    talk_held,
    talk_missed,
)

__all__ = [
    "Appointment",
    "Plan",
    "accept",
    "agree_as_parent",
    "answer",
    "arrange_talk",
    "ask",
    "assign",
    "cancel_talk",
    "confirm",
    "correct_note",
    "decline",
    "delete_draft",
    "enter_application",
    "give_back",
    "give_up_course_place",
    "keep_for_later",
    "leave_waiting_list",
    "move_talk",
    "plan",
    "recall",
    "record_parents_letter",
    "refuse_as_parent",
    "refuse_offered_place",
    "remind",
    "save_step",
    "send_lost_links",
    "shortlist",
    "start_draft",
    "still_interested",
    "stop_volunteering",
    "submit_application",
    "take_back_question",
    "take_into_review",
    "take_offered_place",
    "take_other",
    "take_up",
    "talk_held",
    "talk_missed",
    "wake",
    "withdraw",
    "write_note",
]
