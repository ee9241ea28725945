"""A release as plain text, for whoever writes in a mail program or an editorial system."""

import textwrap
from itertools import groupby

from django.utils.translation import gettext as _

from cms_apps.pages.release.account import Account
from cms_apps.pages.release.parts import Part
from cms_apps.pages.release.words import BULLET

WIDTH = 72


def as_text(account: Account, width: int = WIDTH) -> str:
    """All of it, in lines of at most `width` signs; only an address may be longer."""
    head = [f"{account.kind}\n{account.issuer.text}", account.dateline]
    titles = [account.headline.text, account.subheadline.text, account.lead.text]
    pieces = [*head, *(_wrapped(one, width) for one in titles if one), *_told(account.corrections, width)]
    return (
        "\n\n".join([*pieces, *_told(account.body, width), *_told(account.closing, width), account.address])
        + "\n"
    )


def _told(parts: list[Part], width: int) -> list[str]:
    """Items and lines follow each other closely; all else stands apart."""
    groups = groupby(parts, key=lambda part: (part.kind, part.mark == BULLET))
    pieces: list[str] = []
    for (kind, _bullets), group in groups:
        told = [_piece(part, width) for part in group]
        pieces += ["\n".join(told)] if kind in {"item", "line", "figure"} else told
    return pieces


def _piece(part: Part, width: int) -> str:
    words = "".join(
        f"{run.text} ({run.address})" if run.address and run.address != run.text else run.text for run in part.runs
    )  # fmt: skip
    if part.kind == "heading":
        return f"{_wrapped(words, width)}\n{'-' * min(len(words), WIDTH)}"
    if part.kind == "quote":
        return _wrapped(_("„%(words)s“") % {"words": words} + (f" ({part.note})" if part.note else ""), width)
    mark = {"item": f"{part.mark} ", "figure": "• "}.get(part.kind, "")
    return _wrapped(f"{words} ({part.note})" if part.note else words, width, mark)


def _wrapped(text: str, width: int, mark: str = "") -> str:
    later = " " * len(mark)
    lines = [
        textwrap.fill(
            line, width, initial_indent=later if number else mark, subsequent_indent=later,
            break_long_words=False, break_on_hyphens=False,
        )
        for number, line in enumerate(text.splitlines())
    ]  # fmt: skip
    return "\n".join(lines)
