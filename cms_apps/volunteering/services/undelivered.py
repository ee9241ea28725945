"""Sending again what did not arrive."""

from cms_apps.notifications.enums import Audience
from cms_apps.notifications.kinds import mail_kinds
from cms_apps.outbox import services as outbox
from cms_apps.outbox.errors import NotLost
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.mails.record import mails_of
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.policies import is_coordinator
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted


def send_mail_again(application: Application, row: int, *, actor: Actor) -> OutboxRow:
    """Queue a lost mail about an application once more; one to the person goes to the address that holds now.

    Raises NotPermitted, and NotLost when there is no such mail or it is on its way already.
    """
    if not is_coordinator(application, actor):
        raise NotPermitted
    found = mails_of(application).filter(pk=row).first()
    if found is None:
        raise NotLost
    return outbox.send_again(found, by=actor.label, recipient=_address_now(application, found))


def _address_now(application: Application, row: OutboxRow) -> str:
    kind = mail_kinds().get(row.kind)
    if kind is None or kind.audience != Audience.PERSON:
        return row.recipient
    volunteer = application.volunteer
    person = volunteer if volunteer and row.subject_key == volunteer.subject_key else application
    return person.email or row.recipient
