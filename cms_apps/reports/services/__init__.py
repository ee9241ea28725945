"""Writes of the reports: measured figures, and what a team takes out."""

from cms_apps.reports.services.exporting import export
from cms_apps.reports.services.measuring import measure

__all__ = ["export", "measure"]
