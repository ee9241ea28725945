"""The paper of a certificate: ordered when it is issued, made by the worker, once."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import qrcode
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from qrcode.image.svg import SvgPathImage

from cms_apps.enrolments import mails
from cms_apps.enrolments.models import CertificatePaper, CourseCertificate
from cms_apps.foundation.typesetting import typeset
from cms_apps.notifications.mail import absolute
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.outbox.services import queue
from cms_apps.volunteers.models import Volunteer

PATIENCE = timedelta(hours=1)
MAKE_PAPER = "enrolments.certificate_paper"
Made = tuple[int, bytes]


def order_paper(certificate: CourseCertificate) -> None:
    """Let the worker make it: one row, however often it is ordered."""
    queue(
        MAKE_PAPER,
        subject_key=certificate.enrolment.volunteer.subject_key,
        payload={"certificate": certificate.pk},
        dedupe_key=f"{MAKE_PAPER}:{certificate.pk}",
    )


def certificates_pdf(certificates: Sequence[CourseCertificate]) -> bytes:
    """A page for each, in German: employers and authorities read it. PDF/UA-1 and PDF/A-2a."""
    with translation.override(settings.LANGUAGE_CODE):
        first = certificates[0]
        title = str(first) if len(certificates) == 1 else f"Zertifikate: {first.course}"
        papers = [_paper(one) for one in certificates]
        data = {"title": title, "language": settings.LANGUAGE_CODE, "page": ["Seite", "von"]}
        return typeset("certificate", {**data, "papers": papers}, to_keep=True)


def check_url(certificate: CourseCertificate) -> str:
    """Where anybody sees whether it holds."""
    with translation.override(settings.LANGUAGE_CODE):
        return absolute(reverse("certificates:one", args=[certificate.code]))


def _paper(one: CourseCertificate) -> dict[str, Any]:
    url = check_url(one)
    days = [date_format(day, "DATE_FORMAT") for day in (one.begins_on, one.ends_on)]
    return {
        "name": one.name, "course": one.course, "kind": one.kind, "host": one.host, "units": one.units,
        "days": days, "contents": one.contents, "number": one.number, "code": one.code, "url": url,
        "issued": date_format(timezone.localdate(one.issued_at), "DATE_FORMAT"), "qr": _qr(url),
    }  # fmt: skip


def _qr(url: str) -> str:
    drawn = qrcode.make(url, image_factory=SvgPathImage, error_correction=qrcode.ERROR_CORRECT_M, border=0)
    return str(drawn.to_string(encoding="unicode"))


def _is_wanted(row: OutboxRow) -> bool:
    rows = CourseCertificate.objects.valid().filter(pk=row.payload["certificate"])
    return rows.filter(paper=None).exists()


def make_paper(certificate: CourseCertificate) -> None:
    """Make it now, without waiting for the worker."""
    _keep((certificate.pk, certificates_pdf([certificate])))


def make_missing_papers() -> int:
    """Make what nobody made within an hour, because an order was lost or given up; returns how many."""
    late = CourseCertificate.objects.valid().filter(paper=None, issued_at__lt=timezone.now() - PATIENCE)
    missing = list(late.order_by("pk"))
    for one in missing:
        make_paper(one)
    return len(missing)


def _make(row: OutboxRow) -> Made:
    certificate = CourseCertificate.objects.get(pk=row.payload["certificate"])
    return certificate.pk, certificates_pdf([certificate])


@transaction.atomic
def _keep(made: Made) -> None:
    """Keep the file and tell the person, both or neither; a second worker, or a second try, finds it there."""
    pk, pdf = made
    certificate = CourseCertificate.objects.select_related("enrolment__volunteer").get(pk=pk)
    _paper_row, is_new = CertificatePaper.objects.get_or_create(
        certificate=certificate, defaults={"pdf": pdf}
    )
    if is_new and _is_to_be_told(certificate.enrolment.volunteer):
        mails.to_person(mails.CERTIFICATE_READY, certificate.enrolment, certificate=pk)


def _is_to_be_told(volunteer: Volunteer) -> bool:
    """Whoever was erased has neither an address nor a place; only what proves the course is left."""
    return bool(volunteer.email) or volunteer.is_here


HANDLER = Handler(render=_make, deliver=_keep, still_true=_is_wanted)
