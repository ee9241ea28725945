"""Who looked at whom."""

from cms_apps.privacy.models.access import AccessRecord, Looked

__all__ = ["AccessRecord", "Looked"]
