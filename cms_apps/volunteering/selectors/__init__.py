"""Reads about applications, and whose eyes may see them."""

from cms_apps.volunteering.selectors.access import (
    Accesses,
    accesses_to,
    application_contact_opened,
    volunteer_contact_opened,
)
from cms_apps.volunteering.selectors.applications import (
    application_by_number,
    applications_at,
    applications_of_address,
    applications_visible_to,
    confirmed_applications_of_address,
    deciding_members,
    is_known_applicant,
    open_drafts_of_address,
    waiting_for_letter,
)
from cms_apps.volunteering.selectors.case import (
    application_at_desk,
    correctable_notes,
    is_correctable,
    open_plan,
    planned_batch,
    planned_visible_to,
    proposal_of,
    selected_applications,
)
from cms_apps.volunteering.selectors.counts import COUNT_CAP, desk_counts
from cms_apps.volunteering.selectors.escalated import EscalatedPage, escalated_page
from cms_apps.volunteering.selectors.likeness import Likeness, known_likenesses, possible_duplicates
from cms_apps.volunteering.selectors.own import KEPT_FOR, deletion_day, other_offers, own_applications
from cms_apps.volunteering.selectors.queue import PAGE_SIZE, SHELVES, QueuePage, queue_page
from cms_apps.volunteering.selectors.rights import email_change_of
from cms_apps.volunteering.selectors.today import Today, today
from cms_apps.volunteering.selectors.wanted import PRESETS, Wanted, choices_for
from cms_apps.volunteering.selectors.whole import whole_history

__all__ = [
    "COUNT_CAP",
    "KEPT_FOR",
    "PAGE_SIZE",
    "PRESETS",
    "SHELVES",
    "Accesses",
    "EscalatedPage",
    "Likeness",
    "QueuePage",
    "Today",
    "Wanted",
    "accesses_to",
    "application_at_desk",
    "application_by_number",
    "application_contact_opened",
    "applications_at",
    "applications_of_address",
    "applications_visible_to",
    "choices_for",
    "confirmed_applications_of_address",
    "correctable_notes",
    "deciding_members",
    "deletion_day",
    "desk_counts",
    "email_change_of",
    "escalated_page",
    "is_correctable",
    "is_known_applicant",
    "known_likenesses",
    "open_drafts_of_address",
    "open_plan",
    "other_offers",
    "own_applications",
    "planned_batch",
    "planned_visible_to",
    "possible_duplicates",
    "proposal_of",
    "queue_page",
    "selected_applications",
    "today",
    "volunteer_contact_opened",
    "waiting_for_letter",
    "whole_history",
]
