"""What the text of each mail knows, read when it is sent."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import live_enrolments
from cms_apps.links.models import Link
from cms_apps.notifications.mail import absolute
from cms_apps.organisations.mails import letterhead
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.mails.addressing import (
    CONFIRM_LINK,
    PARENT_LINK,
    confirm_url,
    own_url,
    parent_url,
    status_url,
)
from cms_apps.volunteering.mails.calendar import called_off
from cms_apps.volunteering.mails.drafts import MOST, entries_of
from cms_apps.volunteering.models import Application, Message
from cms_apps.volunteering.selectors import applications_of_address, open_drafts_of_address, other_offers


def application_of(row: OutboxRow) -> Application:
    rows = Application.objects.select_related("organisation", "municipality", "wished_run")
    return rows.get(pk=row.payload["application"])


def for_applicant(row: OutboxRow) -> dict[str, Any]:
    application = application_of(row)
    return {
        **letterhead(application.organisation, row),
        "application": application,
        "status_url": status_url(application),
        "enrolments": list(live_enrolments(application.volunteer_id)) if application.volunteer_id else [],
        "course": row.payload.get("course", ""),
        **called_off(row, application),
    }


def with_message(row: OutboxRow) -> dict[str, Any]:
    message = Message.objects.get(pk=row.payload["message"])
    return {**for_applicant(row), "message": message.text}


def with_offers(row: OutboxRow) -> dict[str, Any]:
    context = for_applicant(row)
    return {**context, "offers": other_offers(context["application"])}


def for_team(row: OutboxRow) -> dict[str, Any]:
    application = application_of(row)
    url = absolute(reverse("desk:application", args=[application.number]))
    return {"application": application, "organisation": application.organisation, "url": url}


def for_centre(row: OutboxRow) -> dict[str, Any]:
    return {**for_team(row), "url": absolute(reverse("centre:escalated"))}


def to_confirm(row: OutboxRow) -> dict[str, Any]:
    application = application_of(row)
    link = Link.objects.get(purpose=CONFIRM_LINK, object_key=str(application.key))
    return {
        **letterhead(application.organisation, row),
        "reply_to": None,  # nobody at the Träger hears of somebody who has not confirmed
        "application": application,
        "url": confirm_url(application),
        "expires_at": link.expires_at,
    }


def to_parent_asked(row: OutboxRow) -> dict[str, Any]:
    application = application_of(row)
    link = Link.objects.get(purpose=PARENT_LINK, object_key=str(application.key))
    return {
        **letterhead(application.organisation, row),
        "application": application,
        "url": parent_url(application),
        "expires_at": link.expires_at,
    }


def about_place(row: OutboxRow) -> dict[str, Any]:
    enrolment = Enrolment.objects.select_related("run__organisation").get(pk=row.payload["enrolment"])
    application = Application.objects.select_related("organisation").get(volunteer=enrolment.volunteer_id)
    run = CourseRun.objects.with_dates().select_related("organisation").get(pk=enrolment.run_id)
    return {
        **letterhead(application.organisation, row),
        "application": application,
        "enrolment": enrolment,
        "run": run,
        "status_url": status_url(application),
    }


def lost_link(row: OutboxRow) -> dict[str, Any]:
    applications = applications_of_address(row.recipient).select_related("organisation", "municipality")
    return {
        "entries": [(one, own_url(one)) for one in _exactly(row, applications[:MOST])],
        "others": entries_of(_exactly(row, open_drafts_of_address(row.recipient)[:MOST])),
    }


def _exactly(row: OutboxRow, found: Iterable[Any]) -> list[Any]:
    """Without look-alikes of the address: a database may take "ı" for "i" where mail servers do not."""
    return [one for one in found if one.email.lower() == row.recipient.lower()]
