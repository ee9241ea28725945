"""What the clock measures, and what it reminds of."""

from cms_apps.reports.services.measuring import measure
from cms_apps.reports.services.reminding import remind_of_proofs

__all__ = ["measure", "remind_of_proofs"]
