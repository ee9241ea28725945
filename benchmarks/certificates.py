"""How many certificates a second one core issues and makes: from the click to the papers, with a mail for each."""

import time
from datetime import timedelta
from typing import Any

CERTIFICATES, LEAST_A_SECOND = 1_000, 10


def certificates_a_second(host: Any, kind: Any) -> float:
    """Issue them for one run and let the worker make the papers, in this process."""
    from cms_apps.enrolments.services.certificates import issue_certificates  # noqa: PLC0415 -- after set-up
    from cms_apps.outbox.worker import drain  # noqa: PLC0415
    from cms_apps.workflow.actors import Actor  # noqa: PLC0415

    run, leader = _completed_run(host, kind), _leader(host)
    begin = time.perf_counter()
    issue_certificates(run, actor=Actor.staff(leader))
    drain()
    took = time.perf_counter() - begin
    _everybody_has_one(run)
    return CERTIFICATES / took


def _completed_run(host: Any, kind: Any) -> Any:
    from django.utils import timezone  # noqa: PLC0415

    from cms_apps.courses.models import CourseDate, CourseRun  # noqa: PLC0415
    from cms_apps.enrolments.enums import EnrolmentState  # noqa: PLC0415
    from cms_apps.enrolments.models import Attendance, Enrolment  # noqa: PLC0415
    from cms_apps.volunteers.models import Volunteer  # noqa: PLC0415

    run = CourseRun.objects.create(
        organisation=host, kind=kind, title="Kurs", capacity=CERTIFICATES, taken=CERTIFICATES
    )
    begin = timezone.now() - timedelta(days=9)
    dates = CourseDate.objects.bulk_create(
        CourseDate(
            run=run,
            starts_at=begin + timedelta(days=n),
            ends_at=begin + timedelta(days=n, hours=3),
            teaching_units=4,
            topic=f"Thema {n + 1}",
        )
        for n in range(8)
    )
    people = Volunteer.objects.bulk_create(
        Volunteer(organisation=host, first_name="Amal", last_name=f"Muster {n}") for n in range(CERTIFICATES)
    )
    places = Enrolment.objects.bulk_create(
        Enrolment(run=run, volunteer=one, state=EnrolmentState.COMPLETED) for one in people
    )
    Attendance.objects.bulk_create(
        Attendance(enrolment=place, date=date, units=4) for place in places for date in dates
    )
    return run


def _leader(host: Any) -> Any:
    from cms_apps.accounts.models import User  # noqa: PLC0415
    from cms_apps.organisations.enums import Role  # noqa: PLC0415
    from cms_apps.organisations.models import Membership  # noqa: PLC0415

    user, _made = User.objects.get_or_create(username="leitung.der.messung")
    Membership.objects.get_or_create(user=user, organisation=host, role=Role.COORDINATOR)
    return user


def _everybody_has_one(run: Any) -> None:
    from cms_apps.enrolments.models import CertificatePaper  # noqa: PLC0415

    made = CertificatePaper.objects.filter(certificate__enrolment__run=run).count()
    if made != CERTIFICATES:
        raise SystemExit(f"{made} papers of {CERTIFICATES}")
