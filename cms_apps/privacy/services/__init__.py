"""Writing down who looked at whom, and forgetting it in time."""

from cms_apps.privacy.services.access import delete_old_access, forget_access, note_access, note_accesses

__all__ = ["delete_old_access", "forget_access", "note_access", "note_accesses"]
