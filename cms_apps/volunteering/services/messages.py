"""Messages (Nachrichten) between the person and the team, beside the verbs of an application's life."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms_apps.parameters.selectors import number
from cms_apps.volunteering import mails
from cms_apps.volunteering.errors import MessagesClosed, TooManyMessages
from cms_apps.volunteering.models import Application, Message
from cms_apps.volunteering.policies import is_coordinator
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted

HOUR = timedelta(hours=1)


@transaction.atomic
def write_to_team(application: Application, *, text: str) -> Message:
    """The person writes; the team hears by mail that there is something to read, not what it says.

    Raises MessagesClosed after the end, TooManyMessages beyond the parameter `messages_per_hour`.
    """
    # The lock makes two sendings at once count each other.
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not locked.takes_messages:
        raise MessagesClosed
    recent = locked.messages.filter(from_team=False, at__gt=timezone.now() - HOUR)
    if recent.count() >= number("messages_per_hour"):
        raise TooManyMessages
    mark_read(application, by_team=False)
    message = application.messages.create(from_team=False, text=text)
    mails.to_team(mails.MESSAGE_TO_TEAM, application)
    return message


@transaction.atomic
def write_to_person(application: Application, *, actor: Actor, text: str) -> Message:
    """The team writes; the person gets the text by mail. Raises NotPermitted, and MessagesClosed while contact is."""
    if not is_coordinator(application, actor):
        raise NotPermitted
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not (locked.shows_contact and locked.has_email):
        raise MessagesClosed
    mark_read(application, by_team=True)
    message = application.messages.create(
        from_team=True, text=text, author_id=actor.user.pk if actor.user else None
    )
    mails.to_applicant(mails.MESSAGE_TO_PERSON, application, message=message.pk)
    return message


def mark_read(application: Application, *, by_team: bool) -> int:
    """Note that one side has read what the other wrote so far; returns how many were new to it."""
    unread = application.messages.filter(from_team=not by_team, read_at=None)
    return unread.update(read_at=timezone.now())
