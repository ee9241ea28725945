"""What an app says to have a kind of mail: a template, a context, and whether it is still true."""

from collections.abc import Callable
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _

from cms_apps.foundation.letters import one_line
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.kinds import Context, MailHandler
from cms_apps.notifications.placeholders import Placeholders
from cms_apps.notifications.writing import Written, with_terms, write
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.posting import message_id, post

LONGEST_NAME = 75


def mail_handler(
    name: str,
    context: Callable[[OutboxRow], Context],
    *,
    still_true: Callable[[OutboxRow], bool] | None = None,
    describes: Any = "",
    audience: Audience = Audience.PERSON,
    placeholders: Placeholders | None = None,
    button: Any = "",
    sample: Callable[[], Context] = dict,
    farewell: bool = False,
) -> MailHandler:
    """A handler that sends `templates/emails/<name>.txt` (first line: subject) in the row's language.

    `context` may hold `reply_to` (an address), `sender_name`, `own_text` (goes before the central text),
    `attachments` (of `Attachment`), `headers` (name to value) and names the main link `url` or `status_url`. `describes` says in a few words what the mail is, `audience`
    to whom it goes, `placeholders` what people may use who write its text; without any they cannot.
    `button` is what stands on the main link in HTML; a `farewell` is the last word to somebody who is erased.
    """

    def render(row: OutboxRow) -> EmailMultiAlternatives:
        with translation.override(row.language):
            values = with_terms(context(row))
            return _message(row, write(row.kind, handler, row.language, values), values)

    extra: dict[str, Any] = {"still_true": still_true} if still_true else {}
    handler = MailHandler(
        render=render, deliver=post, template=name, context=context, describes=describes, audience=audience,
        placeholders=placeholders or {}, button=button, sample=sample, farewell=farewell, **extra,
    )  # fmt: skip
    return handler


def absolute(path: str) -> str:
    """An address for a mail: `path` on this installation."""
    return f"{settings.BASE_URL}{path}"


def sender(name: str) -> str:
    """Our own address, under the name of whom we write for: "Träger über Vielfalt"."""
    ours, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if not name:
        return settings.DEFAULT_FROM_EMAIL
    ending = _("über %(site)s") % {"site": ours}
    host = one_line(name)[: LONGEST_NAME - len(ending) - 1].strip()
    return str(Address(display_name=f"{host} {ending}", addr_spec=address))


def _message(row: OutboxRow, written: Written, values: Context) -> EmailMultiAlternatives:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    message = EmailMultiAlternatives(
        subject=written.subject,
        body=written.body,
        from_email=sender(str(values.get("sender_name") or "")),
        to=[row.recipient],
        # Nobody reads the address that we send from.
        reply_to=[values.get("reply_to") or values["terms"]["centre_email"]],
        headers={
            "Message-ID": message_id(row, address.rpartition("@")[2]),
            "Auto-Submitted": "auto-generated",
            **values.get("headers", {}),
        },
    )
    message.attach_alternative(written.html, "text/html")
    for attachment in values.get("attachments", ()):
        message.attach(attachment.part())
    return message
