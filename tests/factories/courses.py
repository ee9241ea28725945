"""Runs that were held: with people in them, dates in the past, and who was there."""

from datetime import timedelta

from django.utils import timezone

from cms_apps.courses.models import CourseDate, CourseModule, CourseRun
from cms_apps.courses.services import finish_runs, start_runs
from cms_apps.enrolments.answers import Note
from cms_apps.enrolments.models import CertificatePaper, CourseCertificate, Enrolment
from cms_apps.enrolments.services import complete_run, note_attendance, take_place
from cms_apps.enrolments.services.certificate_papers import certificates_pdf
from cms_apps.enrolments.transitions import CERTIFICATE
from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering.services import accept, take_into_review
from cms_apps.volunteers.services import Person, welcome
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import begin
from tests.factories.people import make_application, make_run

UNITS = 5


def make_held_run(
    organisation: HostOrganisation,
    *,
    people: int = 2,
    dates: int = 2,
    applied_to: Actor | None = None,
    title: str = "Basiskurs",
) -> CourseRun:
    """A run whose dates lie in the past, the last one yesterday; each date belongs to a module of its own.

    With `applied_to` its people have an application, so that mails can be written.
    """
    run = make_run(organisation, capacity=max(people, 1), title=title)
    for number in range(people):
        if applied_to:
            one = take_into_review(make_application(organisation), actor=applied_to)
            accept(one, actor=applied_to, run=run)
        else:
            person = Person("Amal", f"Muster{number:03}", f"amal{run.pk}-{number}@beispiel.example", "", "de")
            take_place(welcome(person, organisation, actor=Actor.system()), run, actor=Actor.system())
    run.dates.all().delete()
    for number in range(dates):
        start = timezone.now() - timedelta(days=dates - number)
        module, _ = CourseModule.objects.get_or_create(
            kind=run.kind, number=number + 1, defaults={"title": f"Modul {number + 1}"}
        )
        CourseDate.objects.create(
            run=run, starts_at=start, ends_at=start + timedelta(hours=4), teaching_units=UNITS, module=module
        )
    return CourseRun.objects.select_related("organisation", "kind").get(pk=run.pk)


def make_certificate(place: Enrolment, **values: object) -> CourseCertificate:
    """A certificate with its paper, issued without asking any rule."""
    today = timezone.localdate()
    facts = {
        "number": f"2019-{place.pk:05}", "name": place.volunteer.full_name, "course": place.run.title,
        "kind": place.run.kind.name, "host": place.run.organisation.name, "begins_on": today, "ends_on": today,
        "units": UNITS, "contents": ["Rolle und Aufgaben"],
    }  # fmt: skip
    made = CourseCertificate.objects.create(enrolment=place, **{**facts, **values})
    begin(CERTIFICATE, made, actor=Actor.system())
    CertificatePaper.objects.create(certificate=made, pdf=certificates_pdf([made]))
    return made


def let_pass(run: CourseRun) -> None:
    """All its dates were this one, which ended an hour ago; the clock has seen it begin and end."""
    begun = timezone.now() - timedelta(hours=4)
    run.dates.update(starts_at=begun, ends_at=begun + timedelta(hours=3))
    start_runs()
    finish_runs()


def note_all(run: CourseRun, actor: Actor, *, absent: tuple[Enrolment, ...] = ()) -> None:
    """Everybody was there all the time, but for those who were never there."""
    away = {one.pk for one in absent}
    for date in run.dates.all():
        notes = [Note(pk, 0 if pk in away else UNITS) for pk in run.enrolments.values_list("pk", flat=True)]
        note_attendance(date, notes, actor=actor)


def completed(
    organisation: HostOrganisation, actor: Actor, *, people: int = 2, absent: tuple[Enrolment, ...] = ()
) -> CourseRun:
    """A run that its people, who have an application, have completed."""
    run = make_held_run(organisation, people=people, applied_to=actor)
    note_all(run, actor, absent=absent)
    complete_run(run, actor=actor)
    return run
