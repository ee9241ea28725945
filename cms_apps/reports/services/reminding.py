"""What the clock does about proofs of use: reminds of each before it is due, once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms_apps.courses.models import CourseRun
from cms_apps.parameters.selectors import number
from cms_apps.reports import mails
from cms_apps.reports.models import ProofReminder
from cms_apps.reports.selectors.grants import proof_due_on
from cms_apps.reports.selectors.proofs import runs_owing_a_proof


def remind_of_proofs() -> int:
    """Remind of what is due within `course_proof.remind_days`; what is overdue stands at the desk. Returns how many."""
    today = timezone.localdate()
    until = today + timedelta(days=number("course_proof.remind_days"))
    rows = runs_owing_a_proof().filter(proof_reminder=None).select_related("organisation").order_by("pk")
    return sum(_remind(run) for run in rows if today <= proof_due_on(run.ended) <= until)  # type: ignore[attr-defined]


@transaction.atomic
def _remind(run: CourseRun) -> bool:
    # The row is the lock: of two workers one makes it.
    _row, is_new = ProofReminder.objects.get_or_create(run=run)
    if is_new:
        mails.to_team(run)
    return is_new
