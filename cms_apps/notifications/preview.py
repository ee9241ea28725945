"""Seeing a mail before it is sent: of invented data, or of what a caller hands in."""

import re
from typing import Any

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from cms_apps.foundation.letters import as_html
from cms_apps.links.masking import mask
from cms_apps.notifications.kinds import Context, MailHandler
from cms_apps.notifications.placeholders import shown
from cms_apps.notifications.writing import Text, default_words, filled, main_url, with_terms, write

_BETWEEN = re.compile(r"\{\{.*?\}\}")


def preview(
    kind: str, handler: MailHandler, language: str, context: Context, text: Text | None
) -> dict[str, Any]:
    """Subject, text and HTML of a mail with `text` as its words; secret keys of links are masked.

    `passed_over` says that `text` cannot be filled with these data, so that another text would go out.
    """
    with translation.override(language):
        values = with_terms({**context, "own_text": text})
        written = write(kind, handler, language, values)
        html: SafeString = as_html(written.body, main_url=main_url(values), button=str(handler.button))
        passed_over = text is not None and filled(kind, handler, text, language, values) is None
    return {
        "subject": written.subject,
        "body": mask(written.body),
        "html": mark_safe(mask(html)),  # nothing but stars was put in
        "sender": values.get("sender_name") or values["terms"]["centre"],
        "passed_over": passed_over,
    }


def sample_in(handler: MailHandler, language: str) -> Context:
    """The invented data of a kind in the words of a language."""
    with translation.override(language):
        return handler.sample()


def starting_text(handler: MailHandler, language: str) -> Text:
    """The default as people would have written it: invented data turned back into placeholders."""
    with translation.override(language):
        values = with_terms(handler.sample())
        subject, body = default_words(handler, values)
        words = [(one.fill(values), shown(name)) for name, one in handler.placeholders.items()]
    for value, name in sorted(words, key=lambda pair: -len(pair[0])):
        if value:
            subject, body = _replaced(subject, value, name), _replaced(body, value, name)
    return Text(subject, body)


def _replaced(text: str, value: str, name: str) -> str:
    """Each `value` outside of what is a placeholder already."""
    pieces = _BETWEEN.split(text)
    kept = [*_BETWEEN.findall(text), ""]
    whole = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")
    return "".join(whole.sub(name, piece) + keep for piece, keep in zip(pieces, kept, strict=True))
