"""What the clock measures."""

from cms_apps.reports.services import measure

__all__ = ["measure"]
