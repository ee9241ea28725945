"""Mails about a course as a whole: its dates are new, or it is called off; and its dates as a file."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms_apps.enrolments import mails as places
from cms_apps.enrolments.enums import LIVE_STATES, CertificateState, EnrolmentState
from cms_apps.enrolments.mails.calendar import course_file, struck_out
from cms_apps.enrolments.models import CourseCertificate
from cms_apps.foundation.calendars import Method
from cms_apps.notifications.placeholders import Placeholder
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.volunteering.mails import words
from cms_apps.volunteering.mails.contexts import about_place, for_applicant
from cms_apps.volunteering.mails.making import person_mail
from cms_apps.volunteering.mails.truth import place_being


def with_file(row: OutboxRow) -> dict[str, Any]:
    """The course with its dates for the calendar: of those that somebody has a place in."""
    context = about_place(row)
    run = context["run"]
    dates = list(run.dates.all())
    place = context["enrolment"]
    files = [course_file(place, dates)] if place.is_enrolled else []
    return {**context, "dates": dates, "attachments": files}


def accepted(row: OutboxRow) -> dict[str, Any]:
    """What an acceptance knows, with the dates of the course that somebody got a place in."""
    context = for_applicant(row)
    mine = [one for one in context["enrolments"] if one.is_enrolled]
    files = [course_file(one, one.run.dates.all()) for one in mine]
    return {**context, "attachments": [*context.get("attachments", ()), *files]}


def _moved(row: OutboxRow) -> dict[str, Any]:
    context = with_file(row)
    # Who only waits has none of these in the diary.
    gone = struck_out(context["enrolment"], row.payload.get("struck", ())) if context["attachments"] else []
    return {**context, "attachments": [*context["attachments"], *gone]}


def _cancelled(row: OutboxRow) -> dict[str, Any]:
    context = about_place(row)
    place, run = context["enrolment"], context["run"]
    last = run.history.filter(transition="cancel").last()
    had_place = row.payload.get("had_place")
    files = [course_file(place, run.dates.all(), method=Method.CANCEL)] if had_place else []
    return {**context, "message": last.note if last else "", "attachments": files}


def _declined(row: OutboxRow) -> dict[str, Any]:
    context = about_place(row)
    last = context["enrolment"].history.filter(transition="decline").last()
    return {**context, "message": last.note if last else ""}


def _not_completed(row: OutboxRow) -> dict[str, Any]:
    return {**about_place(row), "missing": row.payload["missing"]}


def _certificate(row: OutboxRow) -> dict[str, Any]:
    found = CourseCertificate.objects.select_related("replaces").get(pk=row.payload["certificate"])
    return {**about_place(row), "certificate": found}


def _is(state: CertificateState) -> Callable[[OutboxRow], bool]:
    """While the certificate of a mail is this, and the person can still open their page."""

    def still_true(row: OutboxRow) -> bool:
        rows = CourseCertificate.objects.filter(pk=row.payload["certificate"], state=state)
        return rows.filter(enrolment__volunteer__application__isnull=False).exists()

    return still_true


def _certificate_sample() -> dict[str, Any]:
    return {**words.person_sample(), "certificate": {"number": "2026-00042", "replaces": None}}


def _short_sample() -> dict[str, Any]:
    return {**words.person_sample(), "missing": 4}


def _sample() -> dict[str, Any]:
    sample = words.person_sample()
    return {**sample, "dates": [{"starts_at": sample["run"]["starts_on"], "place_line": ""}]}


_DATES = {
    "termine": Placeholder(
        _("alle Termine des Kurses"),
        '{% include "emails/enrolments/dates.inc.txt" with dates=dates run=run only %}',
        in_body=True,
    )
}
_MISSING = {"ue": Placeholder(_("wie viele UE fehlen"), "{{ missing }}")}
_NUMBER = {"zertifikat": Placeholder(_("Nummer des Zertifikats"), "{{ certificate.number }}")}
_MESSAGE = {
    "nachricht": Placeholder(
        _("was das Team zur Absage schreibt"), "{{ message }}", in_body=True, may_be_empty=True
    )
}

_REASON = {
    "nachricht": Placeholder(
        _("was das Team dazu schreibt"), "{{ message }}", personal=True, in_body=True, may_be_empty=True
    )
}

COURSES: dict[str, Handler] = {
    places.ASKED: person_mail(
        "enrolments/asked",
        about_place,
        still_true=place_being(EnrolmentState.ASKED),
        describes=_("Anmeldung zum Kurs ist da, jemand entscheidet"),
        placeholders={**words.PERSON, **words.COURSE},
    ),
    places.LISTED: person_mail(
        "enrolments/listed",
        about_place,
        still_true=place_being(EnrolmentState.WAITING),
        describes=_("Auf der Warteliste eines Kurses"),
        placeholders={**words.PERSON, **words.COURSE},
    ),
    places.DECLINED: person_mail(
        "enrolments/declined",
        _declined,
        still_true=place_being(EnrolmentState.DECLINED),
        describes=_("Zum Kurs nicht zugelassen"),
        placeholders={**words.PERSON, **words.COURSE, **_REASON},
    ),
    places.TAKEN: person_mail(
        "enrolments/taken",
        with_file,
        still_true=place_being(EnrolmentState.ENROLLED),
        describes=_("Kursplatz ist sicher"),
        placeholders={**words.PERSON, **words.COURSE},
    ),
    places.DATES_MOVED: person_mail(
        "enrolments/dates_moved",
        _moved,
        still_true=place_being(*LIVE_STATES),
        describes=_("Termine oder Ort des Kurses sind neu"),
        placeholders={**words.PERSON, **words.COURSE, **_DATES},
        sample=_sample,
    ),
    places.RUN_CANCELLED: person_mail(
        "enrolments/run_cancelled",
        _cancelled,
        still_true=place_being(EnrolmentState.CALLED_OFF),
        describes=_("Kurs ist abgesagt"),
        placeholders={**words.PERSON, **words.COURSE, **_MESSAGE},
    ),
    places.NOT_COMPLETED: person_mail(
        "enrolments/not_completed",
        _not_completed,
        still_true=place_being(EnrolmentState.NOT_COMPLETED),
        describes=_("Kurs noch nicht abgeschlossen, es fehlen UE"),
        placeholders={**words.PERSON, **words.COURSE, **_MISSING},
        sample=_short_sample,
    ),
    places.CERTIFICATE_READY: person_mail(
        "enrolments/certificate_ready",
        _certificate,
        still_true=_is(CertificateState.VALID),
        describes=_("Zertifikat ist fertig"),
        placeholders={**words.PERSON, **words.COURSE, **_NUMBER},
        sample=_certificate_sample,
    ),
    places.CERTIFICATE_WITHDRAWN: person_mail(
        "enrolments/certificate_withdrawn",
        _certificate,
        still_true=_is(CertificateState.WITHDRAWN),
        describes=_("Zertifikat gilt nicht mehr"),
        placeholders={**words.PERSON, **words.COURSE, **_NUMBER},
        sample=_certificate_sample,
    ),
}
