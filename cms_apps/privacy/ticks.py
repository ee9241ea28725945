"""What the clock does for privacy."""

from cms_apps.privacy.services import flush_journal, purge

__all__ = ["flush_journal", "purge"]
