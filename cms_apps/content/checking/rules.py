"""The rules: each looks at the pieces of a page and says in a sentence what to do (German, as the admin).

What is a matter of house style lies in parameters: the longest sentence, words and their replacements, the names that
the ministry had; the gender mark is the one of the term for guides.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.utils.translation import override

from cms_apps.content.checking.pieces import Kind, Piece, pieces_of
from cms_apps.foundation.languages import EASY
from cms_apps.parameters.selectors import number, parameter, term

EMPTY_WORDS = frozenset(
    {"", "hier", "klick", "klicken sie hier", "hier klicken", "link", "mehr", "mehr erfahren", "mehr lesen", "weiter", "weiterlesen",
     "weitere informationen", "details", "here", "click here", "more", "read more"}
)  # fmt: skip
SHOWN_OF_A_SENTENCE = 60
SAME_START = 4  # letters: Lots|innen, Lots|en
# The end of a sentence: not after a number ("am 3. März"), one letter ("z. B.") or a short form with a point.
_END = re.compile(r"(?<=[.!?])[\"“”»)]*\s+(?=[\"„«(]?[A-ZÄÖÜ])")
_NO_END = re.compile(
    r"(?:^|[\s(])(?:\d{1,4}|\w|bzw|ca|Dr|Prof|Nr|Abs|Art|St|Str|Tel|usw|vgl|evtl|ggf|inkl)\.$"
)
_MARKED = re.compile(r"\b\w*[a-zäöüß](?:(?P<mark>[*:_])|/-?|(?=I))[iI]n(?:nen)?\b")


@dataclass(frozen=True)
class Finding:
    """One hint: where it is, and what to do."""

    where: str
    text: str


def findings(page: Any) -> list[Finding]:
    """Every hint about a page, in the order of its text. A translation is asked for what is the same in all languages."""
    pieces = list(pieces_of(page))
    language = page.locale.language_code if page.locale_id else settings.LANGUAGE_CODE
    rules = [*RULES, *OF_ONE_LANGUAGE.get(language, ())]
    places = list(dict.fromkeys(piece.where for piece in pieces))
    with override(settings.LANGUAGE_CODE):
        found = [finding for rule in rules for finding in rule(pieces)]
    return sorted(dict.fromkeys(found), key=lambda finding: places.index(finding.where))


def pictures_tell_what_they_show(pieces: list[Piece]) -> Iterator[Finding]:
    """WCAG 1.1.1, and the credit that a licence asks for."""
    for piece in pieces:
        if piece.picture is not None and not piece.picture.description.strip():
            yield Finding(
                piece.where, f"Dem Bild „{piece.picture.title}“ fehlt der Alternativtext: Was ist zu sehen?"
            )
        if piece.picture is not None and not piece.picture.credit.strip():
            yield Finding(piece.where, f"Dem Bild „{piece.picture.title}“ fehlt der Bildnachweis.")


def pictures_may_be_shown(pieces: list[Piece]) -> Iterator[Finding]:
    """Whoever is seen in it still agrees; else the page leaves it out."""
    for piece in pieces:
        if piece.picture is not None and not piece.picture.may_be_shown:
            yield Finding(
                piece.where,
                f"Das Bild „{piece.picture.title}“ wird nicht gezeigt: Die Einwilligung ist widerrufen oder abgelaufen. "
                "Wählen Sie ein anderes.",
            )


def headings_stand_before_a_text(pieces: list[Piece]) -> Iterator[Finding]:
    """Who jumps from heading to heading finds something below each."""
    for piece, following in pairwise([*pieces, None]):
        if piece is None or piece.kind is not Kind.HEADING:
            continue
        if following is None or following.kind is Kind.HEADING:
            yield Finding(piece.where, f"Unter der Zwischenüberschrift „{piece.text}“ steht kein Text.")


def links_say_where_they_lead(pieces: list[Piece]) -> Iterator[Finding]:
    """WCAG 2.4.4: screen readers list links without the text around them."""
    for piece in pieces:
        words = " ".join(piece.text.split()).strip(" .:…»>").lower()
        if piece.kind is Kind.LINK and (words in EMPTY_WORDS or words.startswith(("http", "www."))):
            yield Finding(
                piece.where,
                f"Der Link „{piece.text.strip()}“ sagt nicht, wohin er führt. Nennen Sie das Ziel.",
            )


def sentences_are_short(pieces: list[Piece]) -> Iterator[Finding]:
    """Long sentences lose readers who are learning the language."""
    longest = number("writing.longest_sentence")
    for piece in pieces:
        for sentence in _sentences(piece.text) if piece.kind is Kind.TEXT else ():
            words = len(sentence.split())
            if words > longest:
                start = sentence[:SHOWN_OF_A_SENTENCE].rsplit(" ", 1)[0]
                yield Finding(
                    piece.where, f"Der Satz „{start} …“ hat {words} Wörter. Machen Sie zwei daraus."
                )


def easy_sentences_are_short(pieces: list[Piece]) -> Iterator[Finding]:
    """Leichte Sprache: few words in a sentence, one sentence in a line."""
    longest = number("writing.longest_easy_sentence")
    for piece in pieces:
        for line in piece.text.splitlines() if piece.kind is Kind.TEXT else ():
            first, *others = list(_sentences(line)) or [""]
            if any(len(sentence.split()) > longest for sentence in (first, *others)):
                yield Finding(piece.where, f"Leichte Sprache: „{line}“ hat mehr als {longest} Wörter.")
            if others:
                yield Finding(piece.where, f"Leichte Sprache: „{others[0]}“ braucht eine neue Zeile.")


def one_gender_mark(pieces: list[Piece]) -> Iterator[Finding]:
    """The mark of the term for guides (Lots*innen), in every word."""
    guides = term("guides")
    house = next((mark for mark in "*:_" if mark in guides), "")
    for piece, word, mark in _marked_words(pieces):
        if house and mark != house:
            yield Finding(piece.where, f"„{word}“: Wir schreiben mit „{house}“, zum Beispiel „{guides}“.")


def words_of_the_house(pieces: list[Piece]) -> Iterator[Finding]:
    """Words that have a better one, by the parameter `writing.words`; names that the ministry does not have any more."""
    better = {**_pairs("writing.words"), **dict.fromkeys(_names("writing.old_ministries"), term("ministry"))}
    for piece in pieces:
        for word, instead in better.items():
            alone = re.search(rf"(?<!\w){re.escape(word)}(?![\w*:_])", piece.text.replace(instead, ""))
            if alone and not _has_both(word, piece.text):
                yield Finding(piece.where, f"Statt „{word}“ schreiben wir „{instead}“.")


def _has_both(word: str, text: str) -> bool:
    """Whether women are named beside: "Lotsinnen und Lotsen", "die Bewerberin oder der Bewerber"."""
    return bool(re.search(rf"(?<!\w){re.escape(word[:SAME_START])}\w*in(?:nen)?(?!\w)", text))


def _sentences(text: str) -> Iterator[str]:
    begun = ""
    for part in _END.split(text):
        begun = f"{begun} {part}".strip()
        if not _NO_END.search(begun):
            yield begun
            begun = ""
    if begun:
        yield begun


def _marked_words(pieces: list[Piece]) -> Iterator[tuple[Piece, str, str]]:
    for piece in pieces:
        for match in _MARKED.finditer(piece.text):
            yield piece, match[0], match["mark"] or ""


def _names(key: str) -> list[str]:
    return [name.strip() for name in str(parameter(key)).split(";") if name.strip()]


def _pairs(key: str) -> dict[str, str]:
    pairs = (one.partition("=") for one in _names(key))
    return {word.strip(): instead.strip() for word, _equals, instead in pairs if instead.strip()}


Rule = Callable[[list[Piece]], Iterator[Finding]]
RULES: list[Rule] = [
    pictures_tell_what_they_show,
    pictures_may_be_shown,
    headings_stand_before_a_text,
    links_say_where_they_lead,
    sentences_are_short,
]
OF_ONE_LANGUAGE: dict[str, list[Rule]] = {
    settings.LANGUAGE_CODE: [one_gender_mark, words_of_the_house],
    EASY: [easy_sentences_are_short],
}
