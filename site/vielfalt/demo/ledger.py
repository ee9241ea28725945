"""Courses to be accounted for: one under way that is too small, one whose proof is due soon, and one that is settled."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import F
from django.utils import timezone

from cms_apps.accounts.models import User
from cms_apps.courses.answers import DatePlan, RunPlan
from cms_apps.courses.enums import Mode
from cms_apps.courses.models import CourseKind, CourseRun
from cms_apps.courses.services import finish_runs, open_run, plan_run, settle_run, start_runs
from cms_apps.enrolments.answers import Note
from cms_apps.enrolments.services import complete_run, note_attendance, take_place
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.services import forget
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor

WEEK = 7
NOTED = 6  # days after the last date
CAPACITY = 12


@dataclass(frozen=True)
class Held:
    """A course of one evening a week; its last date was `ended` days ago (ahead where that is below zero)."""

    title: str
    dates: int
    units: int
    people: int
    ended: int
    settled: bool = False

    @property
    def is_over(self) -> bool:
        """Whether its last date has passed."""
        return self.ended > 0


COURSES = (
    Held("Basiskurs kompakt, Wiesbaden-Biebrich", dates=4, units=4, people=5, ended=-10),
    Held("Basiskurs Wiesbaden, Spätsommer", dates=7, units=4, people=6, ended=80),
    Held("Basiskurs Wiesbaden, Frühsommer", dates=8, units=4, people=4, ended=150, settled=True),
)


def load_ledger(host: HostOrganisation, member: User) -> None:
    """Hold each course, and let somebody note who was there; in each one person is away once."""
    for one in COURSES:
        _hold(one, host, Actor.staff(member))


def _hold(course: Held, host: HostOrganisation, actor: Actor) -> None:
    run = open_run(plan_run(host, _plan(course), actor=actor), actor=actor)
    people = Volunteer.objects.exclude(email="").filter(organisation=host).order_by("pk")[: course.people]
    for volunteer in people:
        take_place(volunteer, run, actor=actor)
    # Planned from tomorrow on. What is over goes further back once it is noted who was there: later nobody may note it.
    _back(run, (course.dates - 1) * WEEK + 1 + (NOTED if course.is_over else course.ended))
    start_runs()
    finish_runs()
    _note(run, actor)
    if course.is_over:
        run.refresh_from_db()
        complete_run(run, actor=actor)
        _back(run, course.ended - NOTED)
    if course.settled:
        settle_run(CourseRun.objects.get(pk=run.pk), actor=actor)
    for volunteer in people:
        forget(volunteer.subject_key)  # nobody waits for these mails


def _plan(course: Held) -> RunPlan:
    tomorrow = timezone.localdate() + timedelta(days=1)
    evenings = [tomorrow + timedelta(days=WEEK * number) for number in range(course.dates)]
    begin, end = (
        [timezone.make_aware(datetime.combine(day, time(hour))) for day in evenings] for hour in (17, 20)
    )
    return RunPlan(
        kind_id=CourseKind.objects.get(name="Basisqualifizierung").pk,
        title=course.title,
        mode=Mode.ON_SITE,
        capacity=CAPACITY,
        place_line="Haus der Begegnung, Raum 2, Wiesbaden",
        dates=tuple(DatePlan(*edges, course.units) for edges in zip(begin, end, strict=True)),
    )


def _note(run: CourseRun, actor: Actor) -> None:
    first, *rest = run.enrolments.order_by("pk")
    for number, date in enumerate(run.dates.filter(starts_at__lt=timezone.now())):
        was_away = Note(first.pk, date.teaching_units if number else 0)
        notes = [was_away, *(Note(one.pk, date.teaching_units) for one in rest)]
        note_attendance(date, notes, actor=actor)


def _back(run: CourseRun, days: int) -> None:
    """Let everything about it have been so many days earlier."""
    back = timedelta(days=days)
    run.dates.update(starts_at=F("starts_at") - back, ends_at=F("ends_at") - back)
    CourseRun.objects.filter(pk=run.pk).update(state_since=F("state_since") - back)
    run.enrolments.update(state_since=F("state_since") - back)
