"""Delivery of allauth's mails from their encrypted rows."""

import json

from django.conf import settings
from django.core.mail import EmailMessage

from cms_apps.accounts.encryption import decrypt
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler


def _render(row: OutboxRow) -> EmailMessage:
    content = json.loads(decrypt(bytes(row.secret)))
    return EmailMessage(content["subject"], content["body"], settings.DEFAULT_FROM_EMAIL, [row.recipient])


def _deliver(message: EmailMessage) -> None:
    message.send()


ACCOUNT_MAIL = Handler(render=_render, deliver=_deliver)
