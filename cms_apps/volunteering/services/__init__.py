"""Verbs of volunteering; each owns its transaction and owes its mails."""

from cms_apps.volunteering.services.addresses import (
    agree_to_email,
    ask_email_change,
    change_email_at_desk,
    refuse_email,
    take_back_email_change,
)
from cms_apps.volunteering.services.assigning import assign
from cms_apps.volunteering.services.consents import revoke_consent
from cms_apps.volunteering.services.correcting import correct
from cms_apps.volunteering.services.decisions import accept, decline, give_back, take_into_review
from cms_apps.volunteering.services.drafts import delete_draft, save_step, start_draft, take_other
from cms_apps.volunteering.services.entering import enter_application
from cms_apps.volunteering.services.erasing import (
    ask_erasure,
    erase,
    erase_own,
    grant_erasure,
    refuse_erasure,
)
from cms_apps.volunteering.services.forwarding import (
    agree_forward,
    propose_forward,
    refuse_forward,
    take_back_forward,
)
from cms_apps.volunteering.services.importing import keep_table, take_over
from cms_apps.volunteering.services.keeping import shortlist, still_interested, take_up, wake
from cms_apps.volunteering.services.merging import merge_applications
from cms_apps.volunteering.services.notes import correct_note, write_note
from cms_apps.volunteering.services.own import (
    enrol_in_course,
    give_up_course_place,
    leave_waiting_list,
    refuse_offered_place,
    send_lost_links,
    state_own_needs,
    stop_volunteering,
    take_offered_place,
    withdraw,
)
from cms_apps.volunteering.services.parents import agree_as_parent, record_parents_letter, refuse_as_parent
from cms_apps.volunteering.services.planning import Plan, plan, recall, recall_all
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
from cms_apps.volunteering.services.volunteers import (
    activate_volunteer,
    end_volunteering,
    pause_volunteering,
    resume_volunteering,
)

__all__ = [
    "Appointment",
    "Plan",
    "accept",
    "activate_volunteer",
    "agree_as_parent",
    "agree_forward",
    "agree_to_email",
    "answer",
    "arrange_talk",
    "ask",
    "ask_email_change",
    "ask_erasure",
    "assign",
    "cancel_talk",
    "change_email_at_desk",
    "confirm",
    "correct",
    "correct_note",
    "decline",
    "delete_draft",
    "end_volunteering",
    "enrol_in_course",
    "enter_application",
    "erase",
    "erase_own",
    "give_back",
    "give_up_course_place",
    "grant_erasure",
    "keep_for_later",
    "keep_table",
    "leave_waiting_list",
    "merge_applications",
    "move_talk",
    "pause_volunteering",
    "plan",
    "propose_forward",
    "recall",
    "recall_all",
    "record_parents_letter",
    "refuse_as_parent",
    "refuse_email",
    "refuse_erasure",
    "refuse_forward",
    "refuse_offered_place",
    "remind",
    "resume_volunteering",
    "revoke_consent",
    "save_step",
    "send_lost_links",
    "shortlist",
    "start_draft",
    "state_own_needs",
    "still_interested",
    "stop_volunteering",
    "submit_application",
    "take_back_email_change",
    "take_back_forward",
    "take_back_question",
    "take_into_review",
    "take_offered_place",
    "take_other",
    "take_over",
    "take_up",
    "talk_held",
    "talk_missed",
    "wake",
    "withdraw",
    "write_note",
]
