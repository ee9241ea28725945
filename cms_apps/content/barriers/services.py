"""What happens to a reported barrier."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.accounts.models import User
from cms_apps.content.barriers import mails
from cms_apps.content.models import BarrierReport
from cms_apps.foundation import counters
from cms_apps.foundation.privacy import DeletionRule
from cms_apps.outbox.services import forget
from cms_apps.parameters.selectors import number

PER_ADDRESS = "mails_per_hour"


class AlreadyAnsweredError(Exception):
    """A colleague was quicker: one answer goes out."""


@transaction.atomic
def report_barrier(*, path: str, text: str, email: str, language: str) -> BarrierReport:
    """Keep it, tell the centre, and tell whoever gave an address by when there will be an answer."""
    answer_by = timezone.localdate() + timedelta(days=number("barrier.days"))
    report = BarrierReport.objects.create(
        path=path, text=text, email=email, language=language, answer_by=answer_by
    )
    mails.tell_centre(mails.REPORTED, report)
    if email and counters.count(PER_ADDRESS, email, most=number(PER_ADDRESS)):
        mails.tell_person(mails.RECEIVED, report)
    return report


@transaction.atomic
def answer_barrier(report: BarrierReport, *, text: str, user: User) -> None:
    """Answer it, once; whoever gave an address reads it there. Raises AlreadyAnsweredError."""
    open_one = BarrierReport.objects.filter(pk=report.pk, answered_at=None)
    if not open_one.update(answer=text, answered_at=timezone.now(), answered_by=user):
        raise AlreadyAnsweredError
    mails.tell_person(mails.ANSWERED, report)


def remind_of_barriers() -> int:
    """Remind the centre once of what has to be answered in a few days (`barrier.warn_days`); returns how many."""
    until = timezone.localdate() + timedelta(days=number("barrier.warn_days"))
    late = BarrierReport.objects.filter(answered_at=None, reminded_at=None, answer_by__lte=until)
    return sum(_remind(report) for report in late)


@transaction.atomic
def _remind(report: BarrierReport) -> bool:
    fresh = BarrierReport.objects.filter(pk=report.pk, answered_at=None, reminded_at=None)
    if not fresh.update(reminded_at=timezone.now()):
        return False
    mails.tell_centre(mails.DUE, report)
    return True


def delete_old_barriers() -> int:
    """Delete what should have been answered long enough ago, with its mails."""
    before = timezone.localdate() - timedelta(days=number("barrier.keep_days"))
    old = list(BarrierReport.objects.filter(answer_by__lt=before))
    for report in old:
        forget(report.subject_key)
        report.delete()
    return len(old)


RULE = DeletionRule(
    name="content.barriers", what=_("gemeldete Barrieren"), after=_("nach dem Tag der Antwort"),
    parameter="barrier.keep_days", keep=delete_old_barriers,
)  # fmt: skip
