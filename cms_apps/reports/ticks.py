"""What the clock measures."""

from cms_apps.reports.services.measuring import measure

__all__ = ["measure"]
