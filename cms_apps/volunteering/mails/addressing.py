"""Which mail goes to whom. Subjects carry number and place, never a name."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.notifications.mail import absolute
from cms_apps.organisations.mails import digest_at
from cms_apps.organisations.selectors import digest_members, notified_addresses
from cms_apps.outbox.models import Delivery, OutboxRow
from cms_apps.outbox.services import queue
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.models import Application

CONFIRM_LINK = "volunteering.confirm"
STATUS_LINK = "volunteering.status"
PARENT_LINK = "volunteering.parent"
CALENDAR_LINK = "volunteering.calendar"

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
MESSAGE_TO_PERSON = "volunteering.message_to_person"
MESSAGE_TO_TEAM = "volunteering.message_to_team"
LOST_LINK = "volunteering.lost_link"
PARENT_ASK = "volunteering.parent_ask"
PARENT_WAIT = "volunteering.parent_wait"
PARENT_REFUSED = "volunteering.parent_refused"


def to_applicant(kind: str, application: Application, **payload: Any) -> OutboxRow:
    """Queue a mail to the person, in the language of the sign-up; a letter where there is no address."""
    return queue(
        kind,
        recipient=application.email,
        language=application.language,
        subject_key=application.subject_key,
        payload={"application": application.pk, **payload},
        status=Delivery.WAITING if application.has_email else Delivery.LETTER,
    )


def to_team(kind: str, application: Application) -> list[OutboxRow]:
    """Queue a mail to the team; it holds no personal data, only number and place.

    For whoever wants a digest the row is held until then.
    """
    host, about = application.organisation, {"application": application.pk}
    common: dict[str, Any] = {"language": settings.LANGUAGE_CODE, "subject_key": application.subject_key}
    at_once = [
        queue(kind, recipient=address, payload=about, **common) for address in notified_addresses(host)
    ]
    held = [
        queue(
            kind,
            recipient=member.user.email,
            payload={**about, "membership": member.pk},
            status=Delivery.HELD,
            due_at=digest_at(member.mail_rhythm, timezone.now()),
            **common,
        )
        for member in digest_members(host)
    ]
    return at_once + held


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


def parent_url(application: Application) -> str:
    """The secret address of the page on which a parent agrees."""
    link = Link.objects.get(purpose=PARENT_LINK, object_key=str(application.key))
    return absolute(reverse("sign_up:open_parent", args=[links.token(link)]))


def own_url(application: Application) -> str:
    """The address that helps the person further: confirm first, then the status page."""
    return confirm_url(application) if application.state == State.UNCONFIRMED else status_url(application)
