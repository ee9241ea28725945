"""Delivery of allauth's mails from their encrypted rows, and the answers to "Passwort vergessen" and "Mit Code anmelden"."""

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

from cms_apps.accounts.mailboxes import account_of
from cms_apps.accounts.models import User
from cms_apps.accounts.sign_in_codes import Answer, answer_for
from cms_apps.foundation.encryption import decrypt, encrypt
from cms_apps.foundation.letters import letter
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.posting import message_id, post
from cms_apps.outbox.registry import Handler
from cms_apps.outbox.services import queue
from cms_apps.parameters.selectors import all_terms

RESET_KIND = "accounts.password_reset"
RESET_LIFE = timedelta(hours=24)
CODE_KIND = "accounts.sign_in_code"


def queue_reset(email: str) -> OutboxRow:
    """Queue the answer to somebody who forgot a password; the worker sees whether the address has an account."""
    language, expires_at = get_language() or settings.LANGUAGE_CODE, timezone.now() + RESET_LIFE
    return queue(RESET_KIND, recipient=email, language=language, expires_at=expires_at)


def queue_code(email: str, code: str) -> OutboxRow:
    """Queue a code for whoever reads the mails to an address; the worker sees whether it may come in by one."""
    return queue(
        CODE_KIND,
        recipient=email,
        language=get_language() or settings.LANGUAGE_CODE,
        secret=encrypt(code),
        expires_at=timezone.now() + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
    )


def _may_get_answer(row: OutboxRow) -> bool:
    return answer_for(row.recipient) is not Answer.NOTHING


def _render_code(row: OutboxRow) -> EmailMultiAlternatives:
    prefix = "account/email/login_code"
    if answer_for(row.recipient) is Answer.PASSWORD:
        prefix = "account/email/login_code_refused"
    context = {
        "code": decrypt(bytes(row.secret)),
        "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
    }
    return _from_templates(row, prefix, context)


def _render(row: OutboxRow) -> EmailMultiAlternatives:
    content = json.loads(decrypt(bytes(row.secret)))
    return _message(row, content["subject"], content["body"])


def _render_reset(row: OutboxRow) -> EmailMultiAlternatives:
    user = account_of(row.recipient)
    if user is None or not user.is_active:
        return _from_templates(row, "account/email/unknown_account", {})
    with translation.override(row.language):
        url = _reset_address(user)
    return _from_templates(row, "account/email/password_reset_key", {"password_reset_url": url})


def _from_templates(row: OutboxRow, prefix: str, values: dict[str, object]) -> EmailMultiAlternatives:
    with translation.override(row.language):
        context = {"terms": all_terms(), "email": row.recipient, **values}
        subject = render_to_string(f"{prefix}_subject.txt", context).strip()
        body = render_to_string(f"{prefix}_message.txt", context).strip()
    return _message(row, subject, body)


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


# Anybody types any address.
RESET_MAIL = Handler(render=_render_reset, deliver=post, farewell=True)
CODE_MAIL = Handler(render=_render_code, deliver=post, still_true=_may_get_answer, farewell=True)
ACCOUNT_MAIL = Handler(render=_render, deliver=post)
