"""What happens around courses once people have a place: what they need, and how it was; and an event with guests."""

from datetime import datetime, time, timedelta

from django.db.models import F
from django.utils import timezone

from cms_apps.accounts.models import User
from cms_apps.courses.answers import DatePlan, QuotaPlan, RunPlan
from cms_apps.courses.enums import CHANGEABLE_STATES, Mode, Procedure
from cms_apps.courses.models import CourseKind, CourseRun
from cms_apps.courses.services import finish_runs, open_run, plan_run, start_runs
from cms_apps.enrolments.answers import Note
from cms_apps.enrolments.enums import EnrolmentState, HandedOver, NeedKind, ReminderKind
from cms_apps.enrolments.mails.feedback import token_of
from cms_apps.enrolments.models import CourseReminder, Enrolment
from cms_apps.enrolments.services import (
    complete_run,
    enrol,
    note_attendance,
    set_quotas,
    state_needs,
    take_place,
)
from cms_apps.enrolments.services.certificate_papers import make_paper
from cms_apps.enrolments.services.certificates import (
    correct_certificate,
    hand_over,
    issue_certificates,
    withdraw_certificate,
)
from cms_apps.enrolments.services.feedback import ask_how_it_was, give_feedback
from cms_apps.enrolments.services.registering import confirm_registration, register
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.services import forget
from cms_apps.parameters.selectors import number
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor

# Taken in turn: most people need nothing.
NEEDS = ((NeedKind.CHILD_CARE,), (), (NeedKind.STEP_FREE, NeedKind.INTERPRETER), ())
ANSWERS = (
    (5, "Sehr praktisch, gerne noch einen zweiten Abend."),
    (4, ""),
    (5, "Die Beispiele aus dem Alltag haben geholfen."),
    (3, "Mehr Pausen, der Raum war laut."),
    (4, "Gut erklärt, auch für mich mit wenig Deutsch."),
    (5, ""),
)
OVER = "Vertiefung: Gespräche führen"
ASKED_FOR, CENTRAL = "Basiskurs Wiesbaden, Winter", "Basiskurs online für ganz Hessen"
GUESTS = ("Dana Muster", "Ilhan Probe", "Ruth Vorbild", "Tomasz Exempel", "Nour Beispiel")
EVENT_IN = 26
AHEAD, BEHIND = 20, 23  # days: planned ahead, then moved back to three days ago


def load_life_of_courses(host: HostOrganisation, member: User) -> None:
    """Let some of those who have a place say what they need, and let one course be over and talked about."""
    rows = Enrolment.objects.filter(state=EnrolmentState.ENROLLED, run__state__in=CHANGEABLE_STATES)
    for position, place in enumerate(rows.select_related("run", "volunteer").order_by("pk")):
        state_needs(place, NEEDS[position % len(NEEDS)], actor=Actor.applicant())
    _hold(host, Actor.staff(member))
    _invite(host, Actor.staff(member))
    ask_how_it_was()
    places = Enrolment.objects.filter(run__title=OVER, state=EnrolmentState.ENROLLED)
    for place, (score, text) in zip(places.select_related("volunteer").order_by("pk"), ANSWERS, strict=False):
        give_feedback(token_of(place), score=score, text=text)
        forget(place.volunteer.subject_key)  # nobody waits for these mails
    # As if the time for answers were over: before, nobody sees them.
    long_ago = timedelta(days=number("course_feedback.days") + 1)
    CourseReminder.objects.filter(kind=ReminderKind.AFTERWARDS).update(at=F("at") - long_ago)
    _complete(Actor.staff(member))
    _let_people_ask(host)
    _keep_seats(host)


def _complete(actor: Actor) -> None:
    """All but one were there to the end."""
    run = CourseRun.objects.get(title=OVER)
    people = list(run.enrolments.order_by("pk"))
    for date in run.dates.all():
        units = [0, *[date.teaching_units] * (len(people) - 1)]
        notes = [Note(one.pk, there) for one, there in zip(people, units, strict=True)]
        note_attendance(date, notes, actor=actor)
    complete_run(run, actor=actor)
    _certify(run, actor)
    for one in people:
        forget(one.volunteer.subject_key)  # nobody waits for these mails


def _certify(run: CourseRun, actor: Actor) -> None:
    """Two were handed over, one was corrected, one was withdrawn, the others lie ready."""
    issued = issue_certificates(run, actor=actor)
    for one in issued:
        make_paper(one)
    today = timezone.localdate()
    hand_over(run, [one.pk for one in issued[:2]], how=HandedOver.CEREMONY, on=today, actor=actor)
    wrong, withdrawn = issued[2], issued[3]
    name = wrong.enrolment.volunteer.full_name
    make_paper(correct_certificate(wrong, name=name, reason="Tippfehler im Namen", actor=actor))
    withdraw_certificate(withdrawn, reason="Für die falsche Person ausgestellt", actor=actor)


def _let_people_ask(host: HostOrganisation) -> None:
    """In one course the organisation decides: two of its people have asked for a place."""
    run = CourseRun.objects.get(title=ASKED_FOR)
    CourseRun.objects.filter(pk=run.pk).update(procedure=Procedure.HOST_DECIDES)
    inside = run.enrolments.values("volunteer")
    for volunteer in Volunteer.objects.exclude(pk__in=inside).filter(organisation=host).order_by("pk")[:2]:
        enrol(volunteer, run, actor=Actor.applicant())
        forget(volunteer.subject_key)  # nobody waits for these mails


def _keep_seats(host: HostOrganisation) -> None:
    """A central course keeps four of its places for the organisation of the demo."""
    run = CourseRun.objects.get(title=CENTRAL)
    leader = User.objects.filter(memberships__organisation=run.organisation).order_by("pk")[0]
    set_quotas(run, [QuotaPlan(host.pk, 4)], actor=Actor.staff(leader))


def _invite(host: HostOrganisation, actor: Actor) -> None:
    """An event of three places: four confirmed, so one of them waits, and one has not answered the mail yet."""
    begin, end = _evening(EVENT_IN)
    plan = RunPlan(
        kind_id=CourseKind.objects.get(name="Netzwerktreffen").pk,
        title="Netzwerktreffen: Wer begleitet wen in Wiesbaden?",
        mode=Mode.ON_SITE,
        capacity=3,
        place_line="Haus der Begegnung, Saal, Wiesbaden",
        note="Stufenloser Zugang. Es gibt Tee und Suppe.",
        dates=(DatePlan(begin, end, 0),),
    )
    run = open_run(plan_run(host, plan, actor=actor), actor=actor)
    for position, name in enumerate(GUESTS):
        guest = register(run, name=name, email=f"gast{position}@person.example", language="de")
        if position < len(GUESTS) - 1:
            confirm_registration(guest)
        forget(guest.subject_key)  # nobody waits for these mails


def _evening(days: int) -> tuple[datetime, datetime]:
    day = timezone.localdate() + timedelta(days=days)
    begin, end = (timezone.make_aware(datetime.combine(day, time(hour))) for hour in (18, 21))
    return begin, end


def _hold(host: HostOrganisation, actor: Actor) -> None:
    """A course of one evening with as many people as there are answers; the clock has begun and ended it."""
    begin, end = _evening(AHEAD)
    plan = RunPlan(
        kind_id=CourseKind.objects.get(name="Vertiefungsseminar").pk,
        title=OVER,
        mode=Mode.ON_SITE,
        capacity=2 * len(ANSWERS),
        place_line="Haus der Begegnung, Raum 2, Wiesbaden",
        dates=(DatePlan(begin, end, 4, topic="Zuhören, nachfragen, Grenzen setzen"),),
    )
    run = open_run(plan_run(host, plan, actor=actor), actor=actor)
    for volunteer in Volunteer.objects.exclude(email="").filter(organisation=host)[: len(ANSWERS)]:
        take_place(volunteer, run, actor=actor)
    back = timedelta(days=BEHIND)
    run.dates.update(starts_at=F("starts_at") - back, ends_at=F("ends_at") - back)
    CourseRun.objects.filter(pk=run.pk).update(state_since=timezone.now() - back)
    run.enrolments.update(state_since=timezone.now() - back)
    start_runs()
    finish_runs()
