"""Courses for machines: as schema.org asks for them, and as entries of a calendar. Nothing of this is personal."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from cms_apps.courses.enums import UNIT, Mode, RunState
from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.courses.selectors import dates_of
from cms_apps.foundation.calendars import BERLIN, Entry

MODES = {Mode.ONLINE: "online", Mode.HYBRID: "blended", Mode.ON_SITE: "onsite"}
MINUTE = timedelta(minutes=1)


def as_course(run: CourseRun, *, url: str) -> dict[str, Any]:
    """A course with its one run, for who finds courses; `url` is its page. Needs `with_dates`, kind and organisation."""
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": run.title,
        "description": run.kind.name,
        "inLanguage": "de",
        "url": url,
        "isAccessibleForFree": True,
        "provider": {"@type": "Organization", "name": run.organisation.name},
        "offers": _offer(run, url),
        "hasCourseInstance": _instance(run),
    }


def entries_of(run: CourseRun, *, url: str) -> list[Entry]:
    """Each date of a run for everybody's calendar: without the link to take part, which only who has a place gets.

    The entries have names of their own (`uid`): whoever has a place keeps those of the own calendar beside them.
    """
    return [_entry(run, one, url) for one in dates_of(run)]


def _instance(run: CourseRun) -> dict[str, Any]:
    there = run.place_line and run.mode != Mode.ONLINE
    place = {"@type": "Place", "name": run.place_line, "address": run.place_line}
    return {
        "@type": "CourseInstance",
        "courseMode": MODES[Mode(run.mode)],
        **_times(run),
        "eventStatus": f"https://schema.org/{'EventCancelled' if run.state == RunState.CANCELLED else 'EventScheduled'}",
        "maximumAttendeeCapacity": run.capacity,
        **({"location": place} if there else {}),
    }


def _times(run: Any) -> dict[str, str]:
    """When it begins and ends, and how much work it is, as a duration of ISO 8601."""
    minutes = run.teaching_units * UNIT // MINUTE
    return {
        "startDate": run.starts_on.astimezone(BERLIN).isoformat(),
        "endDate": run.ends_on.astimezone(BERLIN).isoformat(),
        **({"courseWorkload": f"PT{minutes}M"} if minutes else {}),
    }


def _offer(run: CourseRun, url: str) -> dict[str, Any]:
    free = "InStock" if run.places_left else "SoldOut"
    closes = {"availabilityEnds": run.closes_on.isoformat()} if run.closes_on else {}
    return {
        "@type": "Offer",
        "category": "Free",
        "price": 0,
        "priceCurrency": "EUR",
        "url": url,
        "availability": f"https://schema.org/{free}",
        **closes,
    }


def _entry(run: CourseRun, one: CourseDate, url: str) -> Entry:
    host = run.organisation
    return Entry(
        uid=f"open-course-date-{one.pk}@{urlsplit(settings.BASE_URL).hostname}",
        sequence=one.sequence,
        made_at=one.made_at,
        starts_at=one.starts_at,
        minutes=(one.ends_at - one.starts_at) // MINUTE,
        title=run.title,
        is_private=False,
        host=host.name,
        host_email=host.email,
        where=one.place_line or run.where,
        text="\n".join(word for word in (one.topic, host.phone, url) if word),
    )
