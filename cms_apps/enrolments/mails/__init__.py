"""Which mails a place owes to its person. What they say is registered by `volunteering`, which knows the link."""

from typing import Any

from cms_apps.enrolments.models import Enrolment
from cms_apps.outbox.models import Delivery
from cms_apps.outbox.services import queue

ASKED = "enrolments.asked"
LISTED = "enrolments.listed"
DECLINED = "enrolments.declined"
NOT_COMPLETED = "enrolments.not_completed"
OFFERED = "enrolments.offered"
TAKEN = "enrolments.taken"
EXPIRED = "enrolments.expired"
LIST_CLOSED = "enrolments.list_closed"
OFF_THE_LIST = "enrolments.off_the_list"
DATES_MOVED = "enrolments.dates_moved"
RUN_CANCELLED = "enrolments.run_cancelled"
REMINDER = "enrolments.reminder"
CERTIFICATE_READY = "enrolments.certificate_ready"
CERTIFICATE_WITHDRAWN = "enrolments.certificate_withdrawn"
HOW_WAS_IT = "enrolments.how_was_it"


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
