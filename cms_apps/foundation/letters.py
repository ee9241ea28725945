"""A mail from its text: clean of what could mislead a reader, and as simple HTML. Everything is escaped."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

LONGEST_SHOWN = 48
# Control characters, and those that turn the direction of what follows: "\u202efdp.exe" reads as a PDF.
_MISLEADING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_URL = re.compile(r"https?://[^\s<>\"']+")
_NOT_THE_END = ".,;:!?)»“”"


def clean(text: str) -> str:
    """The text without control characters; line breaks of every kind become one kind."""
    return _MISLEADING.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """For a header: no line break survives."""
    return " ".join(clean(text).split())


def as_html(text: str, *, main_url: str = "", button: str = "") -> SafeString:
    """Paragraphs with real links; the first line that is nothing but `main_url` becomes a button."""
    blocks = [block.strip("\n") for block in re.split(r"\n[ \t]*\n", clean(text)) if block.strip()]
    pieces: list[SafeString] = []
    for block in blocks:
        lines = block.split("\n")
        where = lines.index(main_url) if main_url in lines else None
        if where is None:
            pieces.append(_paragraph(lines))
            continue
        before, after = lines[:where], lines[where + 1 :]
        pieces += [_paragraph(before)] if before else []
        pieces.append(_main_link(main_url, button or _("Seite öffnen")))
        pieces += [_paragraph(after)] if after else []
        main_url = ""
    return mark_safe("\n".join(pieces))  # each piece was escaped


def letter(subject: str, text: str, *, language: str, sender: str, **link: Any) -> str:
    """The whole HTML page of a mail (templates/emails/layout.html)."""
    from_right = get_language_info(language)["bidi"]
    context = {
        "subject": subject,
        "body": as_html(text, **link),
        "language": language,
        "from_right": from_right,
    }
    return render_to_string("emails/layout.html", {**context, "sender": sender})


def _paragraph(lines: list[str]) -> SafeString:
    return format_html(
        "<p>{}</p>", format_html_join(mark_safe("<br>\n"), "{}", ((_linked(line),) for line in lines))
    )


def _main_link(url: str, label: str) -> SafeString:
    host = urlsplit(url).netloc
    return format_html(
        '<p class="main"><a class="button" href="{}">{}</a><br>\n<small>{}</small></p>',
        url, label, _("Öffnet %(host)s") % {"host": host},
    )  # fmt: skip


def _linked(line: str) -> SafeString:
    pieces, end = [], 0
    for found in _URL.finditer(line):
        url = found.group().rstrip(_NOT_THE_END)
        link = format_html('<a href="{}">{}</a>', url, _readable(url))
        pieces += [conditional_escape(line[end : found.start()]), link]
        end = found.start() + len(url)
    return mark_safe("".join([*pieces, conditional_escape(line[end:])]))  # each piece was escaped


def _readable(url: str) -> str:
    """Where a link leads, to be read: the host and what follows as far as it is short."""
    parts = urlsplit(url)
    whole = f"{parts.netloc}{parts.path.rstrip('/')}"
    return whole if len(whole) <= LONGEST_SHOWN else f"{parts.netloc}/…"
