"""Which mails a place owes to its person. What they say is registered by `volunteering`, which knows the link."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments.models import Enrolment
from cms_apps.foundation.calendars import Entry, Method, calendar_file
from cms_apps.notifications.attachments import Attachment, calendar_attachment
from cms_apps.outbox.models import Delivery
from cms_apps.outbox.services import queue

OFFERED = "enrolments.offered"
TAKEN = "enrolments.taken"
EXPIRED = "enrolments.expired"
LIST_CLOSED = "enrolments.list_closed"
OFF_THE_LIST = "enrolments.off_the_list"
DATES_MOVED = "enrolments.dates_moved"
RUN_CANCELLED = "enrolments.run_cancelled"
NOT_COMPLETED = "enrolments.not_completed"
FILE_NAME, STRUCK_FILE_NAME = "kurs.ics", "entfallen.ics"


def to_person(kind: str, enrolment: Enrolment, **more: Any) -> None:
    """Queue a mail to the volunteer of a place, in their language; a letter where there is no address."""
    volunteer = enrolment.volunteer
    queue(
        kind,
        recipient=volunteer.email,
        language=volunteer.language,
        subject_key=volunteer.subject_key,
        payload={"enrolment": enrolment.pk, **more},
        status=Delivery.WAITING if volunteer.email else Delivery.LETTER,
    )


def struck(one: CourseDate) -> dict[str, Any]:
    """What a mail must know to strike a date out once its row is gone."""
    edges = {"starts_at": one.starts_at.isoformat(), "ends_at": one.ends_at.isoformat()}
    return {"pk": one.pk, "sequence": one.sequence + 1, **edges}


def struck_out(run: CourseRun, rows: Iterable[dict[str, Any]]) -> list[Attachment]:
    """The file for the dates of `struck`; none without any."""
    dates = [
        CourseDate(
            **{**row, **{edge: datetime.fromisoformat(row[edge]) for edge in ("starts_at", "ends_at")}}
        )
        for row in rows
    ]
    return [course_file(run, dates, method=Method.CANCEL, name=STRUCK_FILE_NAME)] if dates else []


def course_file(
    run: CourseRun,
    dates: Iterable[CourseDate],
    *,
    method: Method = Method.PUBLISH,
    name: str = FILE_NAME,
) -> Attachment:
    """These dates of a run as a file of a mail; it names the organisation, not the person."""
    host = run.organisation
    entries = [
        Entry(
            uid=f"course-date-{one.pk}@{urlsplit(settings.BASE_URL).hostname}",
            sequence=one.sequence,
            made_at=one.made_at,
            starts_at=one.starts_at,
            minutes=int((one.ends_at - one.starts_at).total_seconds() // 60),
            title=run.title,
            host=host.name,
            host_email=host.email,
            where=one.place_line or run.where,
            text="\n".join(word for word in (one.topic, run.online_url, host.phone) if word),
        )
        for one in dates
    ]
    return calendar_attachment(calendar_file(entries, method=method), name=name, method=method)
