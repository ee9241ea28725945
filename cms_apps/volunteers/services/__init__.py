"""Writes about volunteers, and about requests for accompaniment (`services.requests`)."""

from cms_apps.volunteers.services.people import (
    Person,
    activate,
    delete_certificate_note,
    delete_old_certificate_notes,
    drop_certificate_note,
    drop_note_of_who_never_began,
    mark_asked,
    note_certificate,
    pause,
    pauses_to_ask_about,
    resume,
    welcome,
)

__all__ = [
    "Person",
    "activate",
    "delete_certificate_note",
    "delete_old_certificate_notes",
    "drop_certificate_note",
    "drop_note_of_who_never_began",
    "mark_asked",
    "note_certificate",
    "pause",
    "pauses_to_ask_about",
    "resume",
    "welcome",
]
