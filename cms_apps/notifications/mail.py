"""What an app says to have a kind of mail: a template, a context, and whether it is still true."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context as TemplateContext
from django.template.loader import get_template
from django.utils import translation

from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.parameters.selectors import all_terms

Context = dict[str, Any]


def mail_handler(
    name: str,
    context: Callable[[OutboxRow], Context],
    *,
    still_true: Callable[[OutboxRow], bool] | None = None,
) -> Handler:
    """A handler that renders `templates/emails/<name>.txt` (first line: subject) in the row's language.

    `context` may hold `reply_to` (an address) and `sender_name`.
    """

    def render(row: OutboxRow) -> EmailMessage:
        with translation.override(row.language):
            values = {"terms": all_terms(), "base_url": settings.BASE_URL, **context(row)}
            # Plain text is not escaped, and a subject is one line whatever a name holds.
            template = get_template(f"emails/{name}.txt").template  # type: ignore[attr-defined]
            text = template.render(TemplateContext(values, autoescape=False))
        subject, _newline, body = text.strip().partition("\n")
        return _message(row, " ".join(subject.split()), body.strip() + "\n", values)

    extra = {"still_true": still_true} if still_true else {}
    return Handler(render=render, deliver=_send, **extra)


def absolute(path: str) -> str:
    """An address for a mail: `path` on this installation."""
    return f"{settings.BASE_URL}{path}"


def _message(row: OutboxRow, subject: str, body: str, values: Context) -> EmailMessage:
    sender = settings.DEFAULT_FROM_EMAIL
    domain = sender.rpartition("@")[2].rstrip(">")
    return EmailMessage(
        subject=subject,
        body=body,
        from_email=sender,
        to=[row.recipient],
        reply_to=[values["reply_to"]] if values.get("reply_to") else None,
        headers={
            # The same for each attempt, so that a mail server can fold a second copy.
            "Message-ID": f"<outbox-{row.pk}-{row.created_at:%Y%m%d%H%M%S}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _send(message: EmailMessage) -> None:
    message.send()
