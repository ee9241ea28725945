"""Delivery of allauth's mails from their encrypted rows, and the answer to "Passwort vergessen"."""

import json
from datetime import timedelta
from email.utils import parseaddr

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language

from cms_apps.accounts.models import User
from cms_apps.foundation.encryption import decrypt
from cms_apps.foundation.letters import letter
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.posting import message_id, post
from cms_apps.outbox.registry import Handler
from cms_apps.outbox.services import queue
from cms_apps.parameters.selectors import all_terms

RESET_KIND = "accounts.password_reset"
RESET_LIFE = timedelta(hours=24)


def queue_reset(email: str) -> OutboxRow:
    """Queue the answer to somebody who forgot a password; the worker sees whether the address has an account."""
    language, expires_at = get_language() or settings.LANGUAGE_CODE, timezone.now() + RESET_LIFE
    return queue(RESET_KIND, recipient=email, language=language, expires_at=expires_at)


def _render(row: OutboxRow) -> EmailMultiAlternatives:
    content = json.loads(decrypt(bytes(row.secret)))
    return _message(row, content["subject"], content["body"])


def _render_reset(row: OutboxRow) -> EmailMultiAlternatives:
    user = _account_of(row.recipient)
    with translation.override(row.language):
        context: dict[str, object] = {"terms": all_terms(), "email": row.recipient}
        prefix = "account/email/unknown_account"
        if user is not None:
            prefix, context["password_reset_url"] = "account/email/password_reset_key", _reset_address(user)
        subject = render_to_string(f"{prefix}_subject.txt", context).strip()
        body = render_to_string(f"{prefix}_message.txt", context).strip()
    return _message(row, subject, body)


def _account_of(address: str) -> User | None:
    """The account of an address, but for look-alikes: a database may take "ı" for "i" where mail servers do not."""
    found = User.objects.filter(email__iexact=address, is_active=True)
    return next((user for user in found if user.email.lower() == address.lower()), None)


def _reset_address(user: User) -> str:
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    return f"{settings.BASE_URL}{path}"


def _message(row: OutboxRow, subject: str, body: str) -> EmailMultiAlternatives:
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


RESET_MAIL = Handler(render=_render_reset, deliver=post, farewell=True)  # anybody types any address
ACCOUNT_MAIL = Handler(render=_render, deliver=post)
