"""The dates of a course in the calendar of somebody who has a place, or waits for one: as a file of a mail, as a feed.

One date is one entry for ever, wherever it comes from. Its SEQUENCE counts how often the date was changed and how often
the person's own place was: so a calendar takes over whichever is newer, a mail or the feed.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments.enums import PLACELESS_STATES, EnrolmentState
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import changes_by_run, last_places
from cms_apps.foundation.calendars import Entry, Method, Status, calendar_file
from cms_apps.notifications.attachments import Attachment, calendar_attachment

FILE_NAME, STRUCK_FILE_NAME = "kurs.ics", "entfallen.ics"
UNSURE: dict[str, Any] = {
    EnrolmentState.ASKED: gettext_lazy("Angefragt: %(course)s"),
    EnrolmentState.WAITING: gettext_lazy("Warteliste: %(course)s"),
    EnrolmentState.OFFERED: gettext_lazy("Platz angeboten: %(course)s"),
}


def struck(one: CourseDate) -> dict[str, Any]:
    """What a mail must know to strike a date out once its row is gone."""
    edges = {"starts_at": one.starts_at.isoformat(), "ends_at": one.ends_at.isoformat()}
    return {"pk": one.pk, "sequence": one.sequence + 1, **edges}


def dates_of(rows: Iterable[dict[str, Any]]) -> list[CourseDate]:
    """The dates of `struck`, unsaved."""
    edges = ("starts_at", "ends_at")
    return [
        CourseDate(**{**row, **{edge: datetime.fromisoformat(row[edge]) for edge in edges}}) for row in rows
    ]


def struck_out(place: Enrolment, rows: Iterable[dict[str, Any]]) -> list[Attachment]:
    """The file for the dates of `struck`; none without any."""
    dates = dates_of(rows)
    return [course_file(place, dates, method=Method.CANCEL, name=STRUCK_FILE_NAME)] if dates else []


def course_file(
    place: Enrolment,
    dates: Iterable[CourseDate],
    *,
    method: Method = Method.PUBLISH,
    name: str = FILE_NAME,
) -> Attachment:
    """These dates of the run of a place as a file of a mail; it names the organisation, not the person."""
    changes = changes_by_run(place.volunteer_id).get(place.run_id, 0)
    entries = [date_entry(place.run, one, changes=changes, joins=True) for one in dates]
    return calendar_attachment(calendar_file(entries, method=method), name=name, method=method)


def own_calendar(volunteer_id: int | None) -> bytes:
    """Every date of every course that somebody has, had or waits for, to be subscribed to; three queries.

    What they wait for is not sure, and what they gave back or was called off is struck out.
    """
    changes = changes_by_run(volunteer_id)
    entries = [
        _of_place(place, one, changes[place.run_id])
        for place in last_places(volunteer_id)
        for one in place.run.dates.all()
    ]
    ordered = sorted(entries, key=lambda one: (one.starts_at, one.uid))
    return calendar_file(ordered, name=_("Meine Kurstermine"))


def _of_place(place: Enrolment, one: CourseDate, changes: int) -> Entry:
    if place.state in PLACELESS_STATES:
        return date_entry(place.run, one, changes=changes, status=Status.CANCELLED)
    if place.state in UNSURE:
        title = str(UNSURE[place.state]) % {"course": place.run.title}
        return date_entry(place.run, one, changes=changes, status=Status.TENTATIVE, title=title)
    return date_entry(place.run, one, changes=changes, joins=place.came)


def date_entry(
    run: CourseRun,
    one: CourseDate,
    *,
    changes: int = 0,
    status: Status = Status.CONFIRMED,
    title: str = "",
    joins: bool = False,
) -> Entry:
    """`joins`: with the link to take part, which only those who have a place get."""
    host = run.organisation
    return Entry(
        uid=f"course-date-{one.pk}@{urlsplit(settings.BASE_URL).hostname}",
        sequence=one.sequence + changes,
        made_at=one.made_at,
        starts_at=one.starts_at,
        minutes=int((one.ends_at - one.starts_at).total_seconds() // 60),
        title=title or run.title,
        host=host.name,
        host_email=host.email,
        where=one.place_line or run.where,
        text="\n".join(word for word in (one.topic, joins and run.online_url, host.phone) if word),
        status=status,
    )
