"""Which mail goes to whom. Subjects carry number and place, never a name."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments import mails as places
from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import live_enrolments
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.organisations.selectors import notified_addresses
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.outbox.services import queue
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import applications_of_address
from cms_apps.volunteers.enums import VolunteerState

CONFIRM_LINK = "volunteering.confirm"
STATUS_LINK = "volunteering.status"

CONFIRM = "volunteering.confirm"
RECEIPT = "volunteering.receipt"
NEW_APPLICATION = "volunteering.new_application"
ACCEPTED = "volunteering.accepted"
DECLINED = "volunteering.declined"
WITHDRAWN = "volunteering.withdrawn"
WITHDRAWN_TO_TEAM = "volunteering.withdrawn_to_team"
PLACE_GIVEN_UP = "volunteering.place_given_up"
PLACE_GIVEN_UP_TO_TEAM = "volunteering.place_given_up_to_team"
LEFT = "volunteering.left"
LEFT_TO_TEAM = "volunteering.left_to_team"
LOST_LINK = "volunteering.lost_link"


def to_applicant(kind: str, application: Application, **payload: Any) -> OutboxRow:
    """Queue a mail to the person, in the language of the sign-up."""
    return queue(
        kind,
        recipient=application.email,
        language=application.language,
        subject_key=application.subject_key,
        payload={"application": application.pk, **payload},
    )


def to_team(kind: str, application: Application) -> list[OutboxRow]:
    """Queue a mail to each coordinator of the organisation; it holds no personal data, only number and place."""
    return [
        queue(
            kind,
            recipient=address,
            language=settings.LANGUAGE_CODE,
            subject_key=application.subject_key,
            payload={"application": application.pk},
        )
        for address in notified_addresses(application.organisation)
    ]


def queue_lost_link(email: str, language: str) -> OutboxRow:
    """Queue the answer to "Ich habe keinen Link mehr"; for an unknown address the worker drops it unseen."""
    return queue(LOST_LINK, recipient=email, language=language)


def status_url(application: Application) -> str:
    """The secret address of the status page, rendered again for each mail."""
    link = Link.objects.get(purpose=STATUS_LINK, object_key=str(application.key))
    return absolute(reverse("sign_up:open_status", args=[links.token(link)]))


def confirm_url(application: Application) -> str:
    """The secret address of the page that confirms."""
    link = Link.objects.get(purpose=CONFIRM_LINK, object_key=str(application.key))
    return absolute(reverse("sign_up:open_confirmation", args=[links.token(link)]))


def own_url(application: Application) -> str:
    """The address that helps the person further: confirm first, then the status page."""
    return confirm_url(application) if application.state == State.UNCONFIRMED else status_url(application)


def _application(row: OutboxRow) -> Application:
    rows = Application.objects.select_related("organisation", "municipality", "wished_run")
    return rows.get(pk=row.payload["application"])


def _for_applicant(row: OutboxRow) -> dict[str, Any]:
    application = _application(row)
    return {
        "application": application,
        "organisation": application.organisation,
        "reply_to": application.organisation.email,
        "status_url": status_url(application),
        "enrolments": list(live_enrolments(application.volunteer_id)) if application.volunteer_id else [],
        "course": row.payload.get("course", ""),
    }


def _for_team(row: OutboxRow) -> dict[str, Any]:
    application = _application(row)
    url = absolute(reverse("desk:application", args=[application.number]))
    return {"application": application, "organisation": application.organisation, "url": url}


def _confirm(row: OutboxRow) -> dict[str, Any]:
    application = _application(row)
    link = Link.objects.get(purpose=CONFIRM_LINK, object_key=str(application.key))
    return {
        "application": application,
        "organisation": application.organisation,
        "url": confirm_url(application),
        "expires_at": link.expires_at,
    }


def _about_place(row: OutboxRow) -> dict[str, Any]:
    enrolment = Enrolment.objects.get(pk=row.payload["enrolment"])
    application = Application.objects.select_related("organisation").get(volunteer=enrolment.volunteer_id)
    run = CourseRun.objects.with_dates().get(pk=enrolment.run_id)
    return {
        "application": application,
        "organisation": application.organisation,
        "reply_to": application.organisation.email,
        "enrolment": enrolment,
        "run": run,
        "status_url": status_url(application),
    }


def _lost_link(row: OutboxRow) -> dict[str, Any]:
    applications = applications_of_address(row.recipient).select_related("organisation", "municipality")
    return {"entries": [(application, own_url(application)) for application in applications[:20]]}


def _in(*states: str) -> Callable[[OutboxRow], bool]:
    def still_true(row: OutboxRow) -> bool:
        return Application.objects.filter(pk=row.payload["application"], state__in=states).exists()

    return still_true


def _place_in(*states: str) -> Callable[[OutboxRow], bool]:
    def still_true(row: OutboxRow) -> bool:
        rows = Enrolment.objects.filter(pk=row.payload["enrolment"], volunteer__application__isnull=False)
        # Who stops altogether hears that once.
        return rows.filter(state__in=states).exclude(volunteer__state=VolunteerState.LEFT).exists()

    return still_true


def _known_address(row: OutboxRow) -> bool:
    return applications_of_address(row.recipient).exists()


_EXISTS = _in(*State.values)

HANDLERS: dict[str, Handler] = {
    CONFIRM: mail_handler("volunteering/confirm", _confirm, still_true=_in(State.UNCONFIRMED)),
    RECEIPT: mail_handler(
        "volunteering/receipt", _for_applicant, still_true=_in(State.RECEIVED, State.IN_REVIEW)
    ),
    NEW_APPLICATION: mail_handler("volunteering/new_application", _for_team, still_true=_in(State.RECEIVED)),
    ACCEPTED: mail_handler("volunteering/accepted", _for_applicant, still_true=_in(State.ACCEPTED)),
    DECLINED: mail_handler("volunteering/declined", _for_applicant, still_true=_in(State.DECLINED)),
    WITHDRAWN: mail_handler("volunteering/withdrawn", _for_applicant, still_true=_EXISTS),
    WITHDRAWN_TO_TEAM: mail_handler("volunteering/withdrawn_to_team", _for_team, still_true=_EXISTS),
    PLACE_GIVEN_UP: mail_handler("volunteering/place_given_up", _for_applicant, still_true=_EXISTS),
    PLACE_GIVEN_UP_TO_TEAM: mail_handler(
        "volunteering/place_given_up_to_team", _for_team, still_true=_EXISTS
    ),
    LEFT: mail_handler("volunteering/left", _for_applicant, still_true=_EXISTS),
    LEFT_TO_TEAM: mail_handler("volunteering/left_to_team", _for_team, still_true=_EXISTS),
    places.OFFERED: mail_handler(
        "enrolments/offered", _about_place, still_true=_place_in(EnrolmentState.OFFERED)
    ),
    places.TAKEN: mail_handler(
        "enrolments/taken", _about_place, still_true=_place_in(EnrolmentState.ENROLLED)
    ),
    places.EXPIRED: mail_handler(
        "enrolments/expired", _about_place, still_true=_place_in(EnrolmentState.EXPIRED)
    ),
    places.LIST_CLOSED: mail_handler(
        "enrolments/list_closed", _about_place, still_true=_place_in(EnrolmentState.MISSED)
    ),
    places.OFF_THE_LIST: mail_handler(
        "enrolments/off_the_list",
        _about_place,
        still_true=_place_in(EnrolmentState.REFUSED, EnrolmentState.LEFT_LIST),
    ),
    LOST_LINK: mail_handler("volunteering/lost_link", _lost_link, still_true=_known_address),
}
