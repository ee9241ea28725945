"""Writes of the reports: measured figures, what a team takes out, and what it is reminded of."""

from cms_apps.reports.services.exporting import export
from cms_apps.reports.services.measuring import measure
from cms_apps.reports.services.proofs import export_proof, export_year
from cms_apps.reports.services.reminding import remind_of_proofs

__all__ = ["export", "export_proof", "export_year", "measure", "remind_of_proofs"]
