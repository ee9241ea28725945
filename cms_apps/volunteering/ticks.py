"""What the clock does for sign-ups."""

from cms_apps.volunteering.services.digests import send_digests
from cms_apps.volunteering.services.forwarding import let_forwards_lapse
from cms_apps.volunteering.services.letters import drop_outdated_letters
from cms_apps.volunteering.services.parents import remind_parents
from cms_apps.volunteering.services.reminding import remind_unconfirmed, warn_of_drafts
from cms_apps.volunteering.services.timers import (
    announce_deletion,
    ask_interest,
    escalate,
    let_rest,
    remind_of_questions,
    remind_of_talks,
    remind_teams,
    tell_overdue,
)
from cms_apps.volunteering.services.volunteers import ask_paused

__all__ = [
    "announce_deletion",
    "ask_interest",
    "ask_paused",
    "drop_outdated_letters",
    "escalate",
    "let_forwards_lapse",
    "let_rest",
    "remind_of_questions",
    "remind_of_talks",
    "remind_parents",
    "remind_teams",
    "remind_unconfirmed",
    "send_digests",
    "tell_overdue",
    "warn_of_drafts",
]
