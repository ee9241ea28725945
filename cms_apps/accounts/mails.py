"""Delivery of allauth's mails from their encrypted rows."""

import json
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation

from cms_apps.foundation.encryption import decrypt
from cms_apps.foundation.letters import letter
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.posting import message_id, post
from cms_apps.outbox.registry import Handler
from cms_apps.parameters.selectors import all_terms


def _render(row: OutboxRow) -> EmailMultiAlternatives:
    content = json.loads(decrypt(bytes(row.secret)))
    subject, body = content["subject"], content["body"]
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    with translation.override(row.language):
        terms = all_terms()
        html = letter(subject, body, language=row.language, sender=terms["centre"])
    message = EmailMultiAlternatives(
        subject,
        body,
        settings.DEFAULT_FROM_EMAIL,
        [row.recipient],
        reply_to=[terms["centre_email"]],
        headers={
            "Message-ID": message_id(row, address.rpartition("@")[2]),
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(html, "text/html")
    return message


ACCOUNT_MAIL = Handler(render=_render, deliver=post)
