"""Mails that anybody can ask for by typing an address: confirming, a parent's word, a draft, a lost link.

They share one limit (parameter `mails_per_hour`): in no sixty minutes does an address get more of them, whatever is
typed where, from how many networks.
"""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cms_apps.foundation import counters
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.services import queue
from cms_apps.parameters.selectors import number
from cms_apps.volunteering.mails.addressing import CONFIRM, PARENT_ASK
from cms_apps.volunteering.models import Application

CONFIRM_REMINDER = "volunteering.confirm_reminder"
ASKED = "mails-asked"


def may_mail(email: str) -> bool:
    """Take one of the mails that this address may get in an hour; False when there is none left."""
    return counters.take_turn(ASKED, email, most=number("mails_per_hour"))


def ask_to_confirm(application: Application) -> OutboxRow:
    """Queue the mail that asks to confirm; it waits until the address may get one more, and is never left out."""
    return _queue(CONFIRM, application, application.email, due_at=turn_of(application.email))


def remind_to_confirm(application: Application) -> OutboxRow | None:
    """Queue the one reminder, if the address may get one more; None when it must be tried again later."""
    if not may_mail(application.email):
        return None
    return _queue(CONFIRM_REMINDER, application, application.email, dedupe_key=reminder_key(application))


def to_parent(application: Application) -> OutboxRow:
    """Queue the question to the parent, in the language of the sign-up; it waits as `ask_to_confirm` does."""
    address = application.parent_email
    return _queue(PARENT_ASK, application, address, due_at=turn_of(address))


def reminder_key(application: Application) -> str:
    """What makes the reminder the only one."""
    return f"{CONFIRM_REMINDER}:{application.key}"


def turn_of(email: str) -> datetime:
    """When this address may get one more; it is taken."""
    wait = counters.wait_for_turn(ASKED, email, most=number("mails_per_hour"))
    return timezone.now() + timedelta(seconds=wait)


def _queue(kind: str, application: Application, recipient: str, **options: Any) -> OutboxRow:
    return queue(
        kind,
        recipient=recipient,
        language=application.language,
        subject_key=application.subject_key,
        payload={"application": application.pk},
        **options,
    )
