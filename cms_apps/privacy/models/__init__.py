"""Who looked at whom, what was deleted when, and what must stay deleted."""

from cms_apps.privacy.models.access import AccessRecord, Looked
from cms_apps.privacy.models.journal import ErasureEntry
from cms_apps.privacy.models.purging import PurgeRecord

__all__ = ["AccessRecord", "ErasureEntry", "Looked", "PurgeRecord"]
