"""The reminder of a course's proof of use (Verwendungsnachweis): to whoever decides, without anybody's name."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.models import CourseRun
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import digest_members, notified_addresses
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import register
from cms_apps.outbox.services import queue
from cms_apps.reports.selectors.grants import proof_due_on
from cms_apps.reports.selectors.proofs import runs_owing_a_proof

PROOF_DUE = "reports.proof_due"


def to_team(run: CourseRun) -> None:
    """To everybody who decides, also to those with a digest: a day is named, and it is near."""
    for address in _addresses(run.organisation):
        queue(
            PROOF_DUE,
            recipient=address,
            language=settings.LANGUAGE_CODE,
            subject_key=f"run:{run.pk}",
            payload={"run": run.pk},
        )


def register_mails() -> None:
    """Make the kind known."""
    handler = mail_handler(
        "reports/proof_due",
        _context,
        still_true=_still_true,
        describes=_("Verwendungsnachweis eines Kurses wird fällig"),
        audience=Audience.TEAM,
        button=_("Zur Abrechnung des Kurses"),
        sample=_sample,
    )
    register(PROOF_DUE, handler)


def _addresses(host: HostOrganisation) -> list[str]:
    gathered = [one.user.email for one in digest_members(host)]
    return list(dict.fromkeys([*notified_addresses(host), *gathered]))


def _owing(row: OutboxRow) -> QuerySet[CourseRun]:
    return runs_owing_a_proof().select_related("organisation").filter(pk=row.payload["run"])


def _still_true(row: OutboxRow) -> bool:
    """Nobody has accounted for it meanwhile, and the reader still decides there."""
    run = _owing(row).first()
    return run is not None and row.recipient in _addresses(run.organisation)


def _context(row: OutboxRow) -> dict[str, Any]:
    run = _owing(row).get()
    return {
        "run": run,
        "organisation": run.organisation,
        "due_on": proof_due_on(run.ended),  # type: ignore[attr-defined]
        "url": absolute(reverse("courses:proof", args=[run.pk])),
    }


def _sample() -> dict[str, Any]:
    host = {"name": _("Freiwilligenzentrum Musterstadt")}
    return {
        "run": {"title": _("Basiskurs Musterstadt"), "organisation": host},
        "organisation": host,
        "due_on": timezone.localdate() + timedelta(days=14),
        "url": absolute("/de/schreibtisch/kurse/1/abrechnung/"),
    }
