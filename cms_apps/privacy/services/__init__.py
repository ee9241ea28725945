"""Deleting in time, erasing on a person's word, and keeping the erased away from restored backups."""

from cms_apps.privacy.services.accounts import erase_account, export_account, forget_account
from cms_apps.privacy.services.journal import flush_journal, note_erasure, replay_journal
from cms_apps.privacy.services.purging import purge

__all__ = [
    "erase_account",
    "export_account",
    "flush_journal",
    "forget_account",
    "note_erasure",
    "purge",
    "replay_journal",
]
