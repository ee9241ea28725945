"""What people thought of a course: shown when the time to answer is over and enough have answered, and never before."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from cms_apps.enrolments.enums import ReminderKind
from cms_apps.enrolments.models import CourseFeedback, CourseReminder, FeedbackTicket
from cms_apps.enrolments.models.feedback import BEST, WORST
from cms_apps.parameters.selectors import number


@dataclass(frozen=True)
class Results:
    """What may be seen now: nothing while somebody may still answer (`until`), nor of too few people (`is_shown`).

    An answer that came in between two looks could be told apart, so nobody looks in between.
    """

    was_asked: bool
    until: date | None
    least: int
    answers: tuple[CourseFeedback, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether there is something to see."""
        return bool(self.answers)

    @property
    def average(self) -> float:
        """The mean of all scores."""
        return round(sum(one.score for one in self.answers) / len(self.answers), 1)

    @property
    def scores(self) -> list[tuple[int, int]]:
        """How many gave each score, the best first."""
        found = Counter(one.score for one in self.answers)
        return [(score, found[score]) for score in range(BEST, WORST - 1, -1)]

    @property
    def words(self) -> list[str]:
        """What they wrote, in an order that tells nothing."""
        return [one.text for one in self.answers if one.text]


def open_tickets() -> QuerySet[FeedbackTicket]:
    """Tickets with which somebody may still answer."""
    return FeedbackTicket.objects.filter(ends_on__gte=timezone.localdate())


def answers_until(run_id: int) -> date | None:
    """The last day for answers to a run, as long as it has not passed; whether or not everybody has answered."""
    rows = CourseReminder.objects.filter(enrolment__run=run_id, kind=ReminderKind.AFTERWARDS)
    asked = rows.aggregate(last=Max("at"))["last"]
    last = timezone.localdate(asked) + timedelta(days=number("course_feedback.days")) if asked else None
    return last if last and last >= timezone.localdate() else None


def results_of(run_id: int) -> Results:
    """What the leader of a run may see of its answers now. Three queries at most."""
    least = number("course_feedback.least")
    asked = CourseReminder.objects.filter(enrolment__run=run_id, kind=ReminderKind.AFTERWARDS).exists()
    until = answers_until(run_id)
    answers = () if until else tuple(CourseFeedback.objects.filter(run=run_id).order_by("pk"))
    return Results(asked, until, least, answers if len(answers) >= least else ())
