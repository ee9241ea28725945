"""Issuing certificates, correcting them, taking them back, and noting to whom they were handed over how."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation

from cms_apps.courses.models import CourseRun
from cms_apps.courses.policies import may_manage_run
from cms_apps.enrolments import errors, mails
from cms_apps.enrolments.enums import HandedOver
from cms_apps.enrolments.models import CertificateCounter, CertificateHistory, CourseCertificate, Enrolment
from cms_apps.enrolments.selectors.attendance import standings
from cms_apps.enrolments.selectors.certificates import contents_of, without_certificate
from cms_apps.enrolments.services.certificate_papers import order_paper
from cms_apps.enrolments.services.seats import hold_run
from cms_apps.enrolments.transitions import CERTIFICATE
from cms_apps.foundation.typesetting import can_show, showable
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, ReasonMissing, StaleState
from cms_apps.workflow.machine import begin, note_change, perform


@transaction.atomic
def issue_certificates(run: CourseRun, *, actor: Actor) -> list[CourseCertificate]:
    """Issue one to everybody who completed the run and never had one; the worker makes the papers.

    So it may be called twice. Names that cannot be printed are left out: `issue_certificate` takes another spelling.
    Raises NotPermitted or NoCertificates.
    """
    run = _hold_to_issue(run, actor)
    people = _printable(list(without_certificate(run.pk)))
    return _issue(run, [(one, one.volunteer.full_name) for one in people], actor)


@transaction.atomic
def issue_certificate(enrolment: Enrolment, *, name: str, actor: Actor) -> CourseCertificate:
    """Issue one under this name; raises NotPermitted, NoCertificates, NotCompleted, AlreadyIssued or CannotBePrinted."""
    run = _hold_to_issue(enrolment.run, actor)
    _need_completion(enrolment)
    if CourseCertificate.objects.filter(enrolment=enrolment).exists():
        raise errors.AlreadyIssued
    return _issue_to(run, enrolment, name, actor)


@transaction.atomic
def correct_certificate(
    certificate: CourseCertificate, *, name: str, reason: str, actor: Actor, expected: int | None = None
) -> CourseCertificate:
    """Put another one in its place, with a number of its own; the old one says that it was replaced.

    Raises StaleState, NotPermitted, ReasonMissing, NotCompleted or CannotBePrinted.
    """
    enrolment = certificate.enrolment
    run = _held(enrolment.run_id)
    _need(reason)
    _need_completion(enrolment)
    perform(CERTIFICATE, certificate, "replace", actor=actor, note=reason, expected=expected)
    new = _issue_to(run, enrolment, name, actor)
    CourseCertificate.objects.filter(pk=certificate.pk).update(replaced_by=new)
    return new


@transaction.atomic
def withdraw_certificate(
    certificate: CourseCertificate, *, reason: str, actor: Actor, expected: int | None = None
) -> None:
    """Take it back: from now on the check page says so, and the person hears of it.

    Raises StaleState, NotPermitted or ReasonMissing.
    """
    hold_run(certificate.enrolment.run_id)
    _need(reason)
    perform(CERTIFICATE, certificate, "withdraw", actor=actor, note=reason, expected=expected)
    mails.to_person(mails.CERTIFICATE_WITHDRAWN, certificate.enrolment, certificate=certificate.pk)


@transaction.atomic
def hand_over(
    run: CourseRun,
    certificates: Iterable[int],
    *,
    how: HandedOver,
    on: date,
    actor: Actor,
    seen: int | None = None,
) -> int:
    """Note how and when these valid ones of the run came to their people; returns of how many that is new.

    What was noted wrongly is noted again: the history keeps both. `seen` is the newest history row of the run's
    certificates that the person saw. Raises NotPermitted, HandedOverWhen, or StaleState where one changed since.
    """
    hold_run(run.pk)
    if not may_manage_run(run, actor):
        raise NotPermitted
    rows = CourseCertificate.objects.valid().filter(enrolment__run=run.pk, pk__in=list(certificates))
    changed = [one for one in rows.with_last() if (one.handed_over_how, one.handed_over_on) != (how, on)]
    if any(not timezone.localdate(one.issued_at) <= on <= timezone.localdate() for one in changed):
        raise errors.HandedOverWhen
    if seen is not None and any(one.last_history > seen for one in changed):  # type: ignore[attr-defined]
        raise StaleState
    for one in changed:
        one.handed_over_how, one.handed_over_on = how, on
        one.save(update_fields=["handed_over_how", "handed_over_on"])
        with translation.override(settings.LANGUAGE_CODE):  # not that of whoever notes it: others read it too
            note_change(one, "hand_over", actor=actor, note=f"{how.label}, {on:%d.%m.%Y}")
    return len(changed)


def forget_reasons(volunteer: Volunteer) -> None:
    """Blank what was written about the certificates of somebody who is erased; that they are kept proves the course."""
    CertificateHistory.objects.filter(subject__enrolment__volunteer=volunteer).exclude(note="").update(
        note=""
    )


def _held(run_id: int) -> CourseRun:
    """Hold the run and read it: what stands on a certificate for good is not what somebody had read before."""
    hold_run(run_id)
    return CourseRun.objects.select_related("organisation", "kind").get(pk=run_id)


def _hold_to_issue(run: CourseRun, actor: Actor) -> CourseRun:
    held = _held(run.pk)
    if not may_manage_run(held, actor):
        raise NotPermitted
    if not held.kind.gives_certificate:
        raise errors.NoCertificates
    return held


def _need(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing


def _need_completion(enrolment: Enrolment) -> None:
    """Of the row as it is now: a completion may have been taken back."""
    enrolment.refresh_from_db(fields=["state"])
    if not enrolment.is_completed:
        raise errors.NotCompleted


def _printable(people: list[Enrolment]) -> list[Enrolment]:
    names = {one: one.volunteer.full_name for one in people}
    everybody = can_show(" ".join(names.values()))  # as a rule: one look for all
    return [one for one in people if everybody or can_show(names[one])]


def _issue_to(run: CourseRun, enrolment: Enrolment, name: str, actor: Actor) -> CourseCertificate:
    if not can_show(name):
        raise errors.CannotBePrinted
    (certificate,) = _issue(run, [(enrolment, name)], actor)
    return certificate


def _issue(run: CourseRun, people: Sequence[tuple[Enrolment, str]], actor: Actor) -> list[CourseCertificate]:
    """One for each, under this name; what the course was and how much each attended is read once for all."""
    if not people:
        return []
    dates, places = list(run.dates.select_related("module")), [one for one, _name in people]
    contents, numbers = contents_of(dates, places), _take_numbers(len(places))
    facts = {
        "course": showable(run.title), "kind": showable(run.kind.name), "host": showable(run.organisation.name),
        "begins_on": timezone.localdate(dates[0].starts_at), "ends_on": timezone.localdate(dates[-1].starts_at),
    }  # fmt: skip
    shown = {word: showable(word) for word in {word for heard in contents.values() for word in heard}}
    made = []
    for one, (place, name), number in zip(standings(run, places), people, numbers, strict=True):
        heard = [shown[word] for word in contents[place.pk]]
        words = {"name": name, "number": number, "units": one.counted, "contents": heard}
        certificate = CourseCertificate.objects.create(enrolment=place, **words, **facts)
        begin(CERTIFICATE, certificate, actor=actor)
        order_paper(certificate)
        made.append(certificate)
    return made


def _take_numbers(count: int) -> list[str]:
    """The next numbers of this year; the row is held until the transaction ends, so nobody else gets one of them."""
    year = timezone.localdate().year
    CertificateCounter.objects.get_or_create(year=year)
    CertificateCounter.objects.filter(year=year).update(last=F("last") + count)
    last = CertificateCounter.objects.values_list("last", flat=True).get(year=year)
    return [f"{year}-{number:05}" for number in range(last - count + 1, last + 1)]
