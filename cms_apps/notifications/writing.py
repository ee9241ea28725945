"""The words of a mail: an own text if one stands, else the central one, else the default template."""

import logging
import re
from dataclasses import dataclass

from django.conf import settings
from django.template import Context as TemplateContext
from django.template.loader import get_template
from django.utils import translation

from cms_apps.foundation.letters import clean, letter, one_line
from cms_apps.notifications.kinds import Context, MailHandler
from cms_apps.notifications.models import CentralText
from cms_apps.notifications.placeholders import Unfilled, fill, fill_subject
from cms_apps.parameters.selectors import all_terms

logger = logging.getLogger("vielfalt.mails")


@dataclass(frozen=True)
class Text:
    """Subject and body as somebody wrote them, with placeholders."""

    subject: str
    body: str


@dataclass(frozen=True)
class Written:
    """What goes out: one line, plain text, the same as an HTML page."""

    subject: str
    body: str
    html: str


def write(
    kind: str, handler: MailHandler, language: str, context: Context, texts: list[Text] | None = None
) -> Written:
    """The mail in words. A text that cannot be filled is passed over, so that the mail still goes out.

    `context` may hold `own_text`, what the caller found to go before the central text. Who writes many mails at once
    gives the `texts` (see `texts_for`), so that they are read once.
    """
    with translation.override(language):
        values = with_terms(context)
        given = texts_for(kind, handler, language, context.get("own_text")) if texts is None else texts
        found = (filled(kind, handler, text, language, values) for text in given)
        subject, body = next((one for one in found if one), None) or default_words(handler, values)
        link = {"main_url": main_url(values), "button": str(handler.button)}
        sender = values.get("sender_name") or values["terms"]["centre"]
        return Written(subject, body, letter(subject, body, language=language, sender=sender, **link))


def with_terms(context: Context) -> Context:
    """What every text may name, and what this mail is about; in the active language."""
    return {"terms": all_terms(), "base_url": settings.BASE_URL, **context}


def default_words(handler: MailHandler, values: Context) -> tuple[str, str]:
    """Subject and body of the default template in the active language; its first line is the subject."""
    # Plain text is not escaped, and a subject is one line whatever a name holds.
    template = get_template(f"emails/{handler.template}.txt").template  # type: ignore[attr-defined]
    text = template.render(TemplateContext(values, autoescape=False))
    subject, _newline, body = text.strip().partition("\n")
    return one_line(subject), re.sub(r"\n{3,}", "\n\n", clean(body)).strip() + "\n"


def main_url(values: Context) -> str:
    """The one link that a mail is for."""
    return str(values.get("url") or values.get("status_url") or "")


def central_text(kind: str, language: str) -> Text | None:
    """The text of the centre, if it wrote one in exactly this language."""
    row = CentralText.objects.filter(kind=kind, language=language).first()
    return Text(row.subject, row.body) if row else None


def texts_for(kind: str, handler: MailHandler, language: str, own: Text | None) -> list[Text]:
    """What people wrote for this mail, in the order in which it is tried."""
    if not handler.editable:
        return []
    return [text for text in (own, central_text(kind, language)) if text]


def filled(
    kind: str, handler: MailHandler, text: Text, language: str, values: Context
) -> tuple[str, str] | None:
    """Subject and body of a text that people wrote, or None when it cannot be filled with these values."""
    try:
        subject = fill_subject(text.subject, handler.placeholders, values)
        return subject, clean(fill(text.body, handler.placeholders, values)).strip() + "\n"
    except Unfilled as error:
        logger.warning(
            "own text of %s (%s) holds %r, which stays empty: passed over", kind, language, str(error)
        )
    except Exception as error:  # noqa: BLE001 -- whatever people wrote, the mail goes out
        logger.warning("own text of %s (%s): %s, passed over", kind, language, type(error).__name__)
    return None
