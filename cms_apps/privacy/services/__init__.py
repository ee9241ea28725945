"""Noting who looked at whom, deleting in time, erasing on a person's word, keeping the erased out of restored backups."""

from cms_apps.privacy.services.access import delete_old_access, forget_access, note_access, note_accesses
from cms_apps.privacy.services.accounts import erase_account, export_account, forget_account
from cms_apps.privacy.services.journal import (
    NoJournal,
    ReplayIncomplete,
    begin_journal,
    flush_journal,
    note_erasure,
    replay_journal,
    stamp_of,
)
from cms_apps.privacy.services.purging import purge

__all__ = [
    "NoJournal",
    "ReplayIncomplete",
    "begin_journal",
    "delete_old_access",
    "erase_account",
    "export_account",
    "flush_journal",
    "forget_access",
    "forget_account",
    "note_access",
    "note_accesses",
    "note_erasure",
    "purge",
    "replay_journal",
    "stamp_of",
]
