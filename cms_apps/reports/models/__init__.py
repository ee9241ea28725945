"""What a team took out of the house, and of which courses it was reminded."""

from cms_apps.reports.models.export import TABLES, Exported, ExportRecord
from cms_apps.reports.models.reminder import ProofReminder

__all__ = ["TABLES", "ExportRecord", "Exported", "ProofReminder"]
