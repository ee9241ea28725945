"""Asking how a course was, once it is over; who answered what is kept nowhere (docs/adr/0009-anonymous-answers.md)."""

import random
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.enums import OVER_STATES
from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments import mails
from cms_apps.enrolments.enums import CAME_STATES, ReminderKind
from cms_apps.enrolments.errors import FeedbackOver
from cms_apps.enrolments.mails.feedback import hash_of, token_of
from cms_apps.enrolments.models import CourseFeedback, CourseReminder, Enrolment, FeedbackTicket
from cms_apps.enrolments.selectors.feedback import open_tickets
from cms_apps.enrolments.services.seats import hold_run
from cms_apps.foundation.privacy import DeletionRule
from cms_apps.parameters.selectors import number
from cms_apps.privacy.rules import days_ago

ANSWER_DAYS, LEAST, KEEP = "course_feedback.days", "course_feedback.least", "course_feedback.keep_days"


def ask_how_it_was() -> int:
    """Ask everybody who had a place in a course that ended within `course_feedback.days`, once; returns how many."""
    over = CourseRun.objects.filter(state__in=OVER_STATES).annotate(last=Max("dates__ends_at"))
    recent = over.filter(last__lte=timezone.now(), last__gt=days_ago(ANSWER_DAYS))
    asked = CourseReminder.objects.filter(kind=ReminderKind.AFTERWARDS).values("enrolment__run")
    return sum(_ask_about(run) for run in recent.exclude(pk__in=asked).order_by("pk"))


@transaction.atomic
def give_feedback(token: str, *, score: int, text: str = "") -> None:
    """Keep an answer without its person; raises FeedbackOver the second time, or when the time is over.

    The ticket goes as the answer comes: both or neither, and nothing that was written beside the answer stays.
    """
    ticket = open_tickets().filter(key_hash=hash_of(token)).first()
    if ticket is None or not FeedbackTicket.objects.filter(pk=ticket.pk).delete()[0]:
        raise FeedbackOver
    CourseFeedback.objects.create(run_id=ticket.run_id, score=score, text=text)


def delete_old_feedback() -> int:
    """Delete answers older than `course_feedback.keep_days`, and tickets whose time is over; returns how many answers.

    All of a run go at once: if each went on its own day, whoever looks daily would learn the day of each.
    """
    FeedbackTicket.objects.filter(ends_on__lt=timezone.localdate()).delete()
    last = CourseFeedback.objects.order_by().values("run").annotate(last=Max("given_on"))
    old = last.filter(last__lt=timezone.localdate(days_ago(KEEP))).values("run")
    return CourseFeedback.objects.filter(run__in=old).delete()[0]


RULE = DeletionRule(
    name="enrolments.feedback", what=_("Rückmeldungen zu Kursen"), after=_("nach der Antwort"), parameter=KEEP,
    keep=delete_old_feedback,
)  # fmt: skip


@transaction.atomic
def _ask_about(run: CourseRun) -> int:
    hold_run(run.pk)
    last = run.dates.latest("ends_at")
    people = list(
        run.enrolments.filter(state__in=CAME_STATES).exclude(volunteer__email="").select_related("volunteer")
    )
    told = CourseReminder.objects.filter(enrolment__run=run, kind=ReminderKind.AFTERWARDS)
    # With fewer nobody would ever see the answers, so nobody is bothered.
    if told.exists() or len(people) < number(LEAST):
        return 0
    _make_tickets(run, people)
    for place in people:
        _note_and_mail(place, last)
    return len(people)


def _make_tickets(run: CourseRun, people: list[Enrolment]) -> None:
    """In no order: the place of a row in its table shall not tell whose it is."""
    ends_on = timezone.localdate() + timedelta(days=number(ANSWER_DAYS))
    hashes = [hash_of(token_of(one)) for one in people]
    random.SystemRandom().shuffle(hashes)
    FeedbackTicket.objects.bulk_create(
        FeedbackTicket(key_hash=one, run=run, ends_on=ends_on) for one in hashes
    )


def _note_and_mail(place: Enrolment, last: CourseDate) -> None:
    CourseReminder.objects.create(
        enrolment=place, date=last, kind=ReminderKind.AFTERWARDS, starts_at=last.starts_at
    )
    mails.to_person(mails.HOW_WAS_IT, place)
