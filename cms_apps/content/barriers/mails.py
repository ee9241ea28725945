"""Mails about a reported barrier: to the centre without the person's words or address, to the person with the answer."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms_apps.content.models import BarrierReport
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import register
from cms_apps.outbox.services import queue
from cms_apps.parameters.selectors import term

REPORTED, RECEIVED = "content.barrier_reported", "content.barrier_received"
ANSWERED, DUE = "content.barrier_answered", "content.barrier_due"


def tell_centre(kind: str, report: BarrierReport) -> None:
    """To the centre's own mailbox."""
    _queue(kind, report, term("centre_email"), "de")


def tell_person(kind: str, report: BarrierReport) -> None:
    """To whoever gave an address, in the language of the form."""
    if report.email:
        _queue(kind, report, report.email, report.language)


def register_mails() -> None:
    """Make the four kinds known."""
    for kind, (describes, audience) in KINDS.items():
        template = kind.replace(".", "/")
        register(
            kind,
            mail_handler(
                template,
                _context,
                still_true=_still_true,
                describes=describes,
                audience=audience,
                sample=_sample,
            ),
        )


def _queue(kind: str, report: BarrierReport, recipient: str, language: str) -> None:
    queue(
        kind,
        recipient=recipient,
        language=language,
        subject_key=report.subject_key,
        payload={"report": report.pk},
    )


def _context(row: OutboxRow) -> dict[str, Any]:
    return _about(BarrierReport.objects.get(pk=row.payload["report"]))


def _about(report: BarrierReport) -> dict[str, Any]:
    url = absolute(reverse("barriers:answer", args=[report.pk or 1]))
    return {"report": report, "admin_url": url}


def _still_true(row: OutboxRow) -> bool:
    found = BarrierReport.objects.filter(pk=row.payload["report"])
    return (found.filter(answered_at=None) if row.kind in {REPORTED, DUE} else found).exists()


def _sample() -> dict[str, Any]:
    return _about(
        BarrierReport(path="/de/aktuelles/", text="Das Bild hat keinen Text.", answer="Der Text steht jetzt da.",
                      answer_by=date(2026, 12, 4))
    )  # fmt: skip


KINDS: dict[str, tuple[Any, Audience]] = {
    REPORTED: (_("Eine Barriere wurde gemeldet"), Audience.CENTRE),
    DUE: (_("Eine gemeldete Barriere muss bald beantwortet werden"), Audience.CENTRE),
    RECEIVED: (_("Ihre Meldung einer Barriere ist angekommen"), Audience.PERSON),
    ANSWERED: (_("Antwort auf die Meldung einer Barriere"), Audience.PERSON),
}
