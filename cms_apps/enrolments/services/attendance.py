"""Who was there, and who has completed the course."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cms_apps.courses.answers import DatePlan
from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.courses.policies import may_manage_run
from cms_apps.enrolments import mails
from cms_apps.enrolments.answers import Note
from cms_apps.enrolments.eligibility import check_date, judged_by
from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.errors import DateWasHeld, MoreThanTheDate
from cms_apps.enrolments.models import Attendance, EarlierAttendance, Enrolment
from cms_apps.enrolments.selectors.attendance import Standing, guests, participants, standings
from cms_apps.enrolments.services.seats import hold_run, hold_runs
from cms_apps.enrolments.transitions import ENROLMENT
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted
from cms_apps.workflow.machine import perform, perform_all


@transaction.atomic
def note_attendance(date: CourseDate, notes: Iterable[Note], *, actor: Actor) -> list[Attendance]:
    """Write who was at `date`, each where nobody has written since they looked; returns the rows where somebody had.

    So it may come twice or late: what is there already stays, what somebody else noted is never overwritten unseen,
    and what stood there before is kept (`EarlierAttendance`). Raises NotPermitted (also for people who are not on the
    list), NotYetHeld, ListLocked or MoreThanTheDate.
    """
    wanted = {note.enrolment_id: note for note in notes}
    hold_runs({date.run_id, *_runs_of(wanted)})
    date = CourseDate.objects.select_related("run__organisation").get(pk=date.pk)
    if not may_manage_run(date.run, actor):
        raise NotPermitted
    check_date(date)
    if any(not 0 <= note.units <= date.teaching_units for note in wanted.values()):
        raise MoreThanTheDate
    if set(wanted) - _may_be_noted(date, set(wanted)):
        raise NotPermitted
    there = {row.enrolment_id: row for row in date.attendances.filter(enrolment__in=wanted)}
    return _write(date, wanted, there, actor)


@transaction.atomic
def complete_run(run: CourseRun, *, actor: Actor) -> tuple[int, list[Standing]]:
    """Let everybody complete the course who attended enough; the others hear how much is missing, once.

    Returns how many completed it now, and who is short. Whoever made up the rest completes it by the same verb later.
    Each person costs the question whether the actor may, and a mail where one is owed; all else is asked once.
    Raises NotPermitted, CourseNotOver or AttendanceMissing.
    """
    hold_run(run.pk)
    if not may_manage_run(run, actor):
        raise NotPermitted
    open_ones = [one for one in standings(run) if one.enrolment.came and not one.enrolment.is_completed]
    enough = [one for one in open_ones if not one.missing]
    short = [one for one in open_ones if one.missing]
    fallen = [one for one in short if one.enrolment.is_enrolled]
    with judged_by(open_ones):
        perform_all(ENROLMENT, [one.enrolment for one in enough], "complete", actor=actor)
        perform_all(ENROLMENT, [one.enrolment for one in fallen], "fall_short", actor=actor)
    for one in fallen:
        mails.to_person(mails.NOT_COMPLETED, one.enrolment, missing=one.missing)
    return len(enough), short


@transaction.atomic
def reopen(enrolment: Enrolment, *, actor: Actor) -> None:
    """Take the completion back, so that attendance can be put right; `complete_run` decides anew.

    Raises NotPermitted, HasCertificate, ListLocked, or StaleState the second time.
    """
    hold_run(enrolment.run_id)
    perform(ENROLMENT, enrolment, "reopen", actor=actor)


def keep_what_was_noted(run: CourseRun, dates: tuple[DatePlan, ...]) -> None:
    """Refuse a plan without a date at which somebody was noted, with it on another day, or with fewer UE than attended.

    Raises DateWasHeld.
    """
    planned = {one.pk: one for one in dates if one.pk}
    for one in run.dates.filter(attendances__isnull=False).annotate(attended=Max("attendances__units")):
        plan, day = planned.get(one.pk), timezone.localdate(one.starts_at)
        if plan is None or plan.teaching_units < one.attended or timezone.localdate(plan.starts_at) != day:  # type: ignore[attr-defined]
            raise DateWasHeld


def _runs_of(enrolments: Iterable[int]) -> list[int]:
    """The runs for which these UE count: nobody completes one of them while we write."""
    return list(Enrolment.objects.filter(pk__in=list(enrolments)).values_list("run", flat=True).distinct())


def _may_be_noted(date: CourseDate, wanted: set[int]) -> set[int]:
    """Of these people those on the list; whoever has completed the course stays as they are."""
    own = participants(date.run_id).exclude(state=EnrolmentState.COMPLETED)
    found = set(own.filter(pk__in=wanted).values_list("pk", flat=True))
    return found | {one.pk for one in guests(date).filter(pk__in=wanted)} if wanted - found else found


def _write(
    date: CourseDate, wanted: dict[int, Note], there: dict[int, Attendance], actor: Actor
) -> list[Attendance]:
    """Write what is new and what changed, the latter with what stood there before; return what nobody had seen."""
    new = [
        Attendance(enrolment_id=pk, date=date, units=note.units, noted_by_id=_pk(actor))
        for pk, note in wanted.items()
        if pk not in there
    ]
    differs = [(row, wanted[pk]) for pk, row in there.items() if row.units != wanted[pk].units]
    changed = [(row, note) for row, note in differs if row.version == note.seen]
    Attendance.objects.bulk_create(new)
    EarlierAttendance.objects.bulk_create(EarlierAttendance.of(row) for row, _note in changed)
    for row, note in changed:
        row.units, row.version = note.units, row.version + 1
        row.noted_at, row.noted_by_id = timezone.now(), _pk(actor)
    Attendance.objects.bulk_update(
        [row for row, _note in changed], ["units", "version", "noted_at", "noted_by"]
    )
    return [row for row, note in differs if (row, note) not in changed]


def _pk(actor: Actor) -> int | None:
    return actor.user.pk if actor.user else None
