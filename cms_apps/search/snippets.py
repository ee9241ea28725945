"""A few lines of a document around what was looked for, marked and safe to show."""

from collections.abc import Collection

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms_apps.search.analysis import words
from cms_apps.search.analysis.words import Word

LENGTH = 240
BEFORE = 60
MOST_TEXT = 20_000  # as far into a text as anybody looks


def marked(text: str, asked: Collection[str], language: str, *, length: int = LENGTH) -> SafeString:
    """The part of `text` with the most different words of the query, each in <mark>; else its beginning."""
    text = text[:MOST_TEXT]
    found = [word for word in words(text, language) if not set(word.tokens).isdisjoint(asked)]
    start, end = _window(text, _best(found, set(asked), length), length)
    inside = [word for word in found if word.start >= start and word.end <= end]
    body = _with_marks(text, inside, start, end)
    return format_html("{}{}{}", "… " if start else "", body, " …" if end < len(text) else "")


def _best(found: list[Word], asked: set[str], length: int) -> int:
    """Where the window with the most of the query begins; the first of several."""
    best, most = 0, 0
    for first, word in enumerate(found):
        held: set[str] = set()
        for other in found[first:]:
            if other.end > word.start + length - BEFORE:
                break
            held |= asked.intersection(other.tokens)
        if len(held) > most:
            best, most = word.start, len(held)
        if most == len(asked):
            break
    return best


def _window(text: str, around: int, length: int) -> tuple[int, int]:
    """From some words before `around` on, cut between words."""
    start = around - BEFORE
    start = 0 if start <= 0 else text.find(" ", start, around) + 1 or around
    end = start + length
    if end >= len(text):
        return start, len(text)
    cut = text.rfind(" ", around, end)
    return start, cut if cut > around else end


def _with_marks(text: str, found: list[Word], start: int, end: int) -> SafeString:
    pieces, at = [], start
    for word in found:
        pieces.append((text[at : word.start], text[word.start : word.end]))
        at = word.end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[at:end])
