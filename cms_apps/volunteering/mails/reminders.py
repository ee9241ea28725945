"""Mails of the clock about a course: it begins soon; how was it?"""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.enums import CHANGEABLE_STATES
from cms_apps.courses.models import CourseDate
from cms_apps.enrolments import mails as places
from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.mails.feedback import token_of
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors.feedback import answers_until
from cms_apps.notifications.mail import absolute
from cms_apps.notifications.placeholders import Placeholder
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.parameters.selectors import number
from cms_apps.volunteering.mails import words
from cms_apps.volunteering.mails.contexts import about_place
from cms_apps.volunteering.mails.courses import with_file
from cms_apps.volunteering.mails.making import person_mail
from cms_apps.volunteering.mails.truth import place_being

has_place = place_being(EnrolmentState.ENROLLED)


def _with_date(row: OutboxRow) -> dict[str, Any]:
    return {**with_file(row), "date": CourseDate.objects.get(pk=row.payload["date"])}


def _still_ahead(row: OutboxRow) -> bool:
    """Whether they have the place, and the date is when it was: a moved one has its own mail and its own reminder."""
    begin = datetime.fromisoformat(row.payload["starts_at"])
    same = CourseDate.objects.filter(pk=row.payload["date"], starts_at=begin, starts_at__gt=timezone.now())
    return has_place(row) and same.filter(run__state__in=CHANGEABLE_STATES).exists()


def _sample() -> dict[str, Any]:
    sample = words.person_sample()
    date = {"starts_at": sample["run"]["starts_on"] + timedelta(days=7), "place_line": "", "topic": ""}
    return {**sample, "date": date}


def _with_question(row: OutboxRow) -> dict[str, Any]:
    context = about_place(row)
    url = absolute(reverse("course_feedback:give", args=[token_of(context["enrolment"])]))
    return {**context, "url": url, "days": number("course_feedback.days")}


def _may_be_answered(row: OutboxRow) -> bool:
    """Whether the time is open; not whether this person has answered: a dropped row would tell who did."""
    place = Enrolment.objects.filter(
        pk=row.payload["enrolment"], volunteer__application__isnull=False
    ).first()
    return place is not None and answers_until(place.run_id) is not None


def _sample_of_question() -> dict[str, Any]:
    return {**words.person_sample(), "url": absolute("/de/kurs-rueckmeldung/…/"), "days": 14}


_QUESTION = {
    **words.PERSON_WITHOUT_LINK,
    "kurs": words.COURSE["kurs"],
    "link": Placeholder(_("Link zu den zwei Fragen"), "{{ url }}", personal=True, in_body=True),
}
_WHEN = {
    "termin": Placeholder(
        _("Tag und Uhrzeit des Termins"), "{{ date.starts_at|weekday_and_day }}, {{ date.starts_at|clock }}",
        in_body=True,
    )
}  # fmt: skip

REMINDERS: dict[str, Handler] = {
    places.REMINDER: person_mail(
        "enrolments/reminder",
        _with_date,
        still_true=_still_ahead,
        describes=_("Erinnerung an einen Kurstermin"),
        placeholders={**words.PERSON, **words.COURSE, **_WHEN},
        sample=_sample,
    ),
    places.HOW_WAS_IT: person_mail(
        "enrolments/how_was_it",
        _with_question,
        still_true=_may_be_answered,
        describes=_("Frage, wie der Kurs war"),
        placeholders=_QUESTION,
        button=_("Zwei Fragen beantworten"),
        sample=_sample_of_question,
    ),
}
